package org.why502.lab.site;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * AO3's forms that hold a person's words, beside those of a new work and a new chapter: where each
 * stands, where it is sent, what its fields and its button are called and where a success leads, as
 * AO3's own code has them (the guide on writing, A1). A field that begins with a star is a box of
 * several lines.
 */
enum WritingForm {
  WORK(
      "/works/502/edit",
      "/works/502",
      "patch",
      "update_button",
      "/works/502",
      "work[title]",
      "*work[summary]",
      "*work[notes]",
      "*work[chapter_attributes][content]"),
  CHAPTER(
      "/works/502/chapters/1003/edit",
      "/works/502/chapters/1003",
      "patch",
      "update_button",
      "/works/502/chapters/1003",
      "chapter[title]",
      "*chapter[notes]",
      "*chapter[content]"),
  BOOKMARK(
      "/works/502/bookmarks/new",
      "/works/502/bookmarks",
      "post",
      "commit",
      "/bookmarks/9",
      "*bookmark[bookmarker_notes]",
      "bookmark[collection_names]"),
  SERIES(
      "/series/9/edit",
      "/series/9",
      "patch",
      "commit",
      "/series/9",
      "series[title]",
      "*series[summary]",
      "*series[series_notes]"),
  PROFILE(
      "/users/tester/profile/edit",
      "/users/tester/profile",
      "patch",
      "commit",
      "/users/tester/profile",
      "profile[title]",
      "*profile[about_me]"),
  PSEUD(
      "/users/tester/pseuds/tester/edit",
      "/users/tester/pseuds/tester",
      "multipart patch",
      "commit",
      "/users/tester/pseuds/tester",
      "pseud[name]",
      "*pseud[description]"),
  COLLECTION(
      "/collections/lamps/edit",
      "/collections/lamps",
      "multipart patch",
      "commit",
      "/collections/lamps",
      "collection[title]",
      "*collection[description]",
      "*collection[collection_profile_attributes][intro]",
      "*collection[collection_profile_attributes][faq]",
      "*collection[collection_profile_attributes][rules]"),
  SIGN_UP(
      "/collections/lamps/signups/new",
      "/collections/lamps/signups",
      "post",
      "commit",
      "/collections/lamps/signups/5",
      "*challenge_signup[requests_attributes][0][description]",
      "*challenge_signup[offers_attributes][0][description]"),
  SETTINGS(
      "/collections/lamps/gift_exchange/edit",
      "/collections/lamps/gift_exchange",
      "patch",
      "commit",
      "/collections/lamps",
      "*gift_exchange[signup_instructions_general]",
      "*gift_exchange[signup_instructions_requests]"),
  PROMPT(
      "/collections/lamps/prompts/new",
      "/collections/lamps/prompts",
      "post",
      "commit",
      "/collections/lamps",
      "prompt[title]",
      "*prompt[description]"),
  SKIN(
      "/skins/new",
      "/skins",
      "multipart post",
      "commit",
      "/skins/7",
      "skin[title]",
      "*skin[description]",
      "*skin[css]"),
  SUPPORT(
      "/support", "/support", "post", "commit", "/", "*feedback[summary]", "*feedback[comment]"),
  ABUSE(
      "/abuse_reports/new",
      "/abuse_reports",
      "post",
      "commit",
      "/",
      "abuse_report[summary]",
      "*abuse_report[comment]"),
  IMPORT("/works/new_import", "/works/import", "post", "commit", "/works/504", "*urls", "*notes"),
  TAG_COMMENT(
      "/tags/Lamps/comments/new",
      "/tags/Lamps/comments",
      "post",
      "commit",
      "/comments/88",
      "*comment[comment_content]");

  private final String page;
  private final String action;
  private final String method;
  private final String button;
  private final String leadsTo;
  private final List<String> fields;

  WritingForm(
      String page, String action, String method, String button, String leadsTo, String... fields) {
    this.page = page;
    this.action = action;
    this.method = method;
    this.button = button;
    this.leadsTo = leadsTo;
    this.fields = List.of(fields);
  }

  /** The form that stands at a path. */
  static Optional<WritingForm> at(String path) {
    return Arrays.stream(values()).filter(form -> form.page.equals(path)).findFirst();
  }

  /** The form that is sent to a path. */
  static Optional<WritingForm> sentTo(String path) {
    return Arrays.stream(values()).filter(form -> form.action.equals(path)).findFirst();
  }

  /** Where it is sent. */
  String action() {
    return action;
  }

  /** Where AO3 leads whose form it took. */
  String leadsTo() {
    return leadsTo;
  }

  /** Whether what AO3 has already stands in it: it changes that, and makes nothing new. */
  boolean changes() {
    return method.endsWith("patch");
  }

  /** The names of its fields, in their order. */
  List<String> names() {
    return fields.stream().map(field -> field.replaceFirst("^\\*", "")).toList();
  }

  /** As Rails makes an id of a name; AO3 calls the text of a chapter {@code content}. */
  static String id(String name) {
    return name.endsWith("[content]")
        ? "content"
        : name.replaceAll("\\]?\\[", "_").replace("]", "");
  }

  /** Its markup, with what stands in it. */
  String markup(String token, UnaryOperator<String> stands) {
    StringBuilder form = new StringBuilder();
    form.append("<form id=\"writing\" action=\"")
        .append(action)
        .append("\" method=\"post\"")
        .append(method.startsWith("multipart") ? " enctype=\"multipart/form-data\"" : "")
        .append("><input type=\"hidden\" name=\"authenticity_token\" value=\"")
        .append(token)
        .append("\">");
    if (changes()) {
      form.append("<input type=\"hidden\" name=\"_method\" value=\"patch\">");
    }
    for (String field : fields) {
      String name = field.replaceFirst("^\\*", "");
      String value = Desk.escaped(stands.apply(name));
      String about = " id=\"" + id(name) + "\" name=\"" + name + "\"";
      form.append("<p>")
          .append(
              field.startsWith("*")
                  ? "<textarea" + about + ">" + value + "</textarea>"
                  : "<input type=\"text\"" + about + " value=\"" + value + "\">")
          .append("</p>");
    }
    if (this == WORK || this == CHAPTER) {
      form.append("<input type=\"submit\" name=\"preview_button\" value=\"Preview\">");
    }
    return form.append("<input type=\"submit\" name=\"")
        .append(button)
        .append("\" value=\"Send\"></form>")
        .toString();
  }
}
