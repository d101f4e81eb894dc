package org.why502.drafts;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy as a page that a browser shows. Text that a person sent may hold what somebody else gave
 * them: it is shown and never run. Its policy lets nothing run, load, or be sent from it, and a tag
 * that AO3 itself would not take is shown as the signs that it is written with.
 */
final class Page {

  /** AO3's own list ("allowed HTML" beside its editor), in small letters. */
  private static final Set<String> TAGS =
      Set.of(
          ("a abbr acronym address b big blockquote br caption center cite code col colgroup dd del"
                  + " details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd"
                  + " li ol p pre q rp rt ruby s samp small span strike strong sub summary sup"
                  + " table tbody td tfoot th thead tr tt u ul var")
              .split(" "));

  private static final Pattern TAG = Pattern.compile("<(/?([A-Za-z][A-Za-z0-9]*)(?=[\\s/>]))?");

  private Page() {}

  /** Its source. */
  static String of(String title, String html) {
    return """
    <!doctype html>
    <html>
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <meta name="referrer" content="no-referrer">
    <title>\
    """
        + escaped(title)
        + "</title>\n</head>\n<body>\n"
        + harmless(html)
        + "\n</body>\n</html>\n";
  }

  /** Nothing is left out: what is no tag of AO3's can be read. */
  static String harmless(String html) {
    return TAG.matcher(html).replaceAll(Page::shown);
  }

  private static String shown(MatchResult found) {
    String name = found.group(2);
    boolean known = name != null && TAGS.contains(name.toLowerCase(Locale.ROOT));
    return Matcher.quoteReplacement(known ? found.group() : "&lt;" + found.group().substring(1));
  }

  private static String escaped(String title) {
    return title.replace("&", "&amp;").replace("<", "&lt;");
  }
}
