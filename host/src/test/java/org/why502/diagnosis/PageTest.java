package org.why502.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.PageKind;

/** What a person may type for a page, and what kind of page it is. */
class PageTest {

  @ParameterizedTest
  @CsvSource({
    "archiveofourown.org, https://archiveofourown.org/",
    "archiveofourown.org/works/1, https://archiveofourown.org/works/1",
    "https://archiveofourown.org/works/1?view_full_work=true,"
        + " https://archiveofourown.org/works/1?view_full_work=true",
    "http://archiveofourown.org/works/1, https://archiveofourown.org/works/1",
    "https://ArchiveOfOurOwn.org/, https://archiveofourown.org/",
    "https://ao3.org/works/1#comments, https://ao3.org/works/1",
    "https://archiveofourown.org:8443/works/1, https://archiveofourown.org/works/1",
    "https://user:secret@archiveofourown.org/works/1, https://archiveofourown.org/works/1",
  })
  void reads_what_a_person_types(String typed, String address) {
    assertEquals(Optional.of(address), Page.read(typed).map(p -> p.address().toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "archiveofourown.info",
        "https://archiveofourown.org.evil.example/",
        "https://example.org/?archiveofourown.org",
        "https://evil.example/archiveofourown.org",
        "https://archiveofourown.org@evil.example/",
        "ftp://archiveofourown.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "not a page",
        "https://archiveofourown.org/works/1 2",
      })
  void nothing_else_is_a_page_of_ao3s(String typed) {
    assertEquals(Optional.empty(), Page.read(typed));
  }

  @ParameterizedTest
  @CsvSource({
    "/, FRONT",
    "/works/1, WORK",
    "/works/1?view_adult=true, WORK",
    "/works/1?view_full_work=true, ENTIRE_WORK",
    "/works/1/chapters/2, CHAPTER",
    "/works/1/chapters/2?view_full_work=true, ENTIRE_WORK",
    "/works/1/navigate, NAVIGATE",
    "/works/1/edit, FORM_WORK",
    "/works/new, FORM_WORK",
    "/collections/winter/works/new, FORM_WORK",
    "/works/1/chapters/new, FORM_CHAPTER",
    "/works/1/chapters/2/edit, FORM_CHAPTER",
    "/works/1/comments, COMMENT",
    "/comments/7, COMMENT",
    "/works/1/bookmarks, BOOKMARK",
    "/users/login, SIGN_IN",
    "/users/tester/works, LISTING",
    "/users/tester/bookmarks, LISTING",
    "/tags/Winter/works, LISTING",
    "/works, LISTING",
    "/works/search?q=x, SEARCH",
    "/people/search, SEARCH",
    "/downloads/1/a.epub, DOWNLOAD",
    "/media, OTHER",
    "/works/one, OTHER",
  })
  void kinds(String path, PageKind kind) {
    assertEquals(kind, Page.read("archiveofourown.org" + path).orElseThrow().kind());
  }

  @Test
  void a_light_page_stands_beside_each() {
    assertEquals(
        "https://archiveofourown.org/works/1/navigate",
        Page.read("archiveofourown.org/works/1/chapters/2?x=y")
            .orElseThrow()
            .light()
            .address()
            .toString());
    assertEquals(
        "https://www.archiveofourown.org/token_dispenser.json",
        Page.read("www.archiveofourown.org/media").orElseThrow().light().address().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/works/1?view_full_work=true, /works/1/navigate",
    "/works/1/chapters/2?a=b&view_full_work=true, /works/1/navigate",
    "/works/1?show_comments=true, /works/1/navigate",
    "/works/1/chapters/2?show_comments=true&page=3, /works/1/navigate",
    "/downloads/1/a.epub, /",
    "/works/search?work_search[query]=x, /",
    "/people/search, /",
    "/tags/A/works?page=2&work_search%5Bsort_column%5D=hits, /",
    "/works?tag_id=A, /",
    "/works/1?view_full_work=false, /works/1?view_full_work=false",
    "/works/1/chapters/2?view_adult=true, /works/1/chapters/2?view_adult=true",
    "/tags/A/works?page=2, /tags/A/works?page=2",
    "/works/1, /works/1",
    "/, /",
  })
  void what_costs_ao3_much_is_never_asked_for(String path, String asked) {
    String site = "https://archiveofourown.org";
    // brackets are typed by people and sent by browsers, and are no part of an address in Java
    Page page = Page.read(site + path.replace("[", "%5B").replace("]", "%5D")).orElseThrow();
    assertEquals(site + asked, page.gentle().address().toString());
  }
}
