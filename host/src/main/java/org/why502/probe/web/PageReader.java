package org.why502.probe.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.why502.evidence.Answer;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.Markers;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.PartialAnswer;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Step;
import org.why502.probe.work.ProbeException;

/** Keeps of an answer what tells who wrote it, and nothing that tells who read it. */
public final class PageReader {

  /** What a live application's dispenser says. The token itself opens forms: it is never kept. */
  private static final Pattern TOKEN = Pattern.compile("\\s*\\{\\s*\"token\"\\s*:\\s*\"");

  /** Cloudflare's trace holds {@code ip=}, this person's address: only its shape is kept. */
  private static final Pattern TRACE = Pattern.compile("(?m)^(fl|colo|h)=.");

  /** A word with a dot or a port in it can be a machine on this network. */
  private static final Pattern HOST_LIKE =
      Pattern.compile(
          "[\\w-]+(\\.[\\w-]+)*\\.[a-z][\\w-]*(:\\d+)?|\\S+:\\d+|\\d+(\\.\\d+){3}",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private static final int LONGEST_TEXT = 200;

  /** Whether a whole answer to this question is due, so that a cut or empty one is a failure. */
  public enum Expected {
    /** A page of any length: its head is enough. */
    PAGE,
    /** A few bytes of our knowing. */
    SMALL,
    /** Nothing at all. */
    NOTHING
  }

  private PageReader() {}

  /**
   * What is kept of a reply.
   *
   * @throws ProbeException where there is no page to keep anything of
   */
  public static Answer answer(WebReply reply, Expected expected) throws ProbeException {
    boolean html = isHtml(reply);
    if (expected == Expected.SMALL && reply.cut() && !html) {
      throw new ProbeException(Step.BODY, FailureKind.TOO_LARGE, "");
    }
    // An empty 502 still is a 502: only a success without a page is no answer.
    if (expected != Expected.NOTHING && reply.status() == 200 && reply.body().length == 0) {
      throw new ProbeException(Step.BODY, FailureKind.EMPTY, "");
    }
    return new Answer(
        reply.status(),
        reply.serverIp(),
        0,
        landing(reply),
        headers(reply),
        markers(reply, html),
        reply.timings());
  }

  /** The headers that are kept. */
  public static Headers headers(WebReply reply) {
    return headers(reply::header, Web.retryAfter(reply.headers()));
  }

  /** What is kept of an answer of which so many bytes have come. */
  static PartialAnswer begun(Response response, long bytes) {
    return new PartialAnswer(
        response.code(),
        headers(
            name -> Optional.ofNullable(response.header(name)), Web.retryAfter(response.headers())),
        bytes);
  }

  private static Headers headers(
      Function<String, Optional<String>> sent, Optional<String> retryAfter) {
    return new Headers(
        sent.apply("server").map(PageReader::withoutHosts),
        sent.apply("cf-ray"),
        sent.apply("cf-mitigated"),
        retryAfter,
        sent.apply("age"),
        sent.apply("cf-cache-status"),
        sent.apply("via").map(PageReader::withoutHosts),
        sent.apply("date"),
        sent.apply("content-type"));
  }

  /** Software's names stay ({@code squid/5.7}, {@code varnish}), machines' names go. */
  static String withoutHosts(String header) {
    return HOST_LIKE.matcher(header).replaceAll("…");
  }

  /** Where a redirect would lead. The address is read here and forgotten here. */
  private static Optional<RedirectTarget> landing(WebReply reply) {
    if (!reply.redirects()) {
      return Optional.empty();
    }
    return Optional.of(
        reply
            .header("location")
            .flatMap(to -> resolved(reply.asked(), to))
            .map(to -> landing(reply.asked(), to))
            .orElse(RedirectTarget.ELSEWHERE));
  }

  private static RedirectTarget landing(HttpUrl asked, URI to) {
    boolean web = "https".equals(to.getScheme()) || "http".equals(to.getScheme());
    if (!web || to.getHost() == null || !OfficialHosts.contains(to.getHost())) {
      return RedirectTarget.ELSEWHERE;
    }
    return switch (Optional.ofNullable(to.getPath()).orElse("")) {
      case "/timeout_error" -> RedirectTarget.TIMEOUT_ERROR;
      case "/auth_error" -> RedirectTarget.AUTH_ERROR;
      case "/lost_cookie" -> RedirectTarget.LOST_COOKIE;
      case String path when path.equals(asked.encodedPath()) && to.getHost().equals(asked.host()) ->
          RedirectTarget.SAME_PAGE;
      default -> RedirectTarget.OFFICIAL;
    };
  }

  private static Optional<URI> resolved(HttpUrl asked, String location) {
    // Where okhttp understands it, as leniently as a browser does; it knows the web's schemes only.
    HttpUrl web = asked.resolve(location);
    if (web != null) {
      return Optional.of(web.uri());
    }
    try {
      return Optional.of(new URI(location));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean isHtml(WebReply reply) {
    return reply
        .mediaType()
        .map(type -> type.subtype().toLowerCase(Locale.ROOT))
        .map(subtype -> subtype.equals("html") || subtype.equals("xhtml+xml"))
        // Gateways forget to name the content type; a page is known by its first character.
        .orElseGet(() -> text(reply).stripLeading().startsWith("<"));
  }

  private static Markers markers(WebReply reply, boolean html) {
    // The body is compressed in a way that okhttp does not know: it holds no words for us.
    if (reply.body().length == 0 || reply.header("content-encoding").isPresent()) {
      return Markers.none();
    }
    return html ? htmlMarkers(reply) : textMarkers(text(reply));
  }

  private static Markers htmlMarkers(WebReply reply) {
    Document page;
    try {
      String charset =
          reply
              .mediaType()
              .flatMap(type -> Optional.ofNullable(type.charset()))
              .map(Charset::name)
              .orElse(null);
      // Without a charset jsoup looks for the page's own, as a browser does.
      page = Jsoup.parse(new ByteArrayInputStream(reply.body()), charset, "");
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
    Optional<Element> main = Optional.ofNullable(page.getElementById("main"));
    List<String> ids =
        Markers.KNOWN_IDS.stream()
            .filter(id -> !id.equals("csrf-token") && page.getElementById(id) != null)
            .collect(Collectors.toCollection(ArrayList::new));
    if (page.selectFirst("meta[name=csrf-token]") != null) {
      ids.add("csrf-token");
    }
    return new Markers(
        Optional.of(folded(page.title())).filter(title -> !title.isEmpty()),
        main.map(m -> List.copyOf(m.classNames())).orElse(List.of()),
        List.copyOf(page.body().classNames()),
        ids,
        folded(main.orElse(page.body()).text()));
  }

  private static Markers textMarkers(String text) {
    String kept;
    Matcher token = TOKEN.matcher(text);
    if (token.lookingAt()) {
      kept = "token";
    } else if (TRACE.matcher(text).find()) {
      kept = "trace";
    } else if (text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")) {
      // Whatever else speaks JSON: its words may be a secret in a shape that we do not know.
      kept = "json";
    } else {
      kept = folded(text);
    }
    return new Markers(Optional.empty(), List.of(), List.of(), List.of(), kept);
  }

  private static String text(WebReply reply) {
    Charset charset =
        reply
            .mediaType()
            .flatMap(type -> Optional.ofNullable(type.charset()))
            .orElse(StandardCharsets.UTF_8);
    return new String(reply.body(), charset);
  }

  /** Spaces and line ends folded into one space each, cut as {@link Markers} would. */
  private static String folded(String text) {
    String folded = SPACES.matcher(text).replaceAll(" ").strip();
    return folded.length() > LONGEST_TEXT ? folded.substring(0, LONGEST_TEXT) : folded;
  }
}
