package org.why502.terminal;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Family;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Setup;
import org.why502.evidence.Sighting;
import org.why502.message.Json;
import org.why502.verdict.Certainty;
import org.why502.verdict.Manner;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.Side;
import org.why502.verdict.Verdict;

/** The terminal's words (the extension has its own, in many languages, from the same codes). */
final class Words {
  private static final long TWO_MINUTES = 120;

  /** Control and format characters (Unicode's Cc and Cf). */
  private static final Pattern STEERING = Pattern.compile("[\\p{Cc}\\p{Cf}]");

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final ResourceBundle bundle =
      ResourceBundle.getBundle("org.why502.terminal.words", Locale.ROOT);

  String progress() {
    return word("progress");
  }

  String heading(String key) {
    return word(key);
  }

  /** What to know of a report before it is read. */
  String shared(String version) {
    return printable(word("report.shared").formatted(version));
  }

  String verdict(Verdict verdict) {
    if (verdict instanceof Verdict.NamesFailing(var gone) && gone.isPresent()) {
      return word("verdict.names-failing.gone").formatted(gone.get());
    }
    boolean other = verdict instanceof Verdict.HostsFile(var entry) && !entry.orElse(false);
    return word("verdict." + verdict.code() + (other ? ".other" : ""));
  }

  String side(Side side) {
    return word("side." + Json.kebab(side));
  }

  String certainty(Certainty certainty) {
    return word("certainty." + Json.kebab(certainty));
  }

  String remedy(RemedyCode remedy, Optional<Manner> how) {
    String key = "remedy." + Json.kebab(remedy);
    return word(how.map(h -> key + "." + Json.kebab(h)).orElse(key));
  }

  String question(Question question) {
    return word("question." + Json.kebab(question));
  }

  /** "2 of 4". */
  String countOf(int some, int all) {
    return word("count").formatted(some, all);
  }

  /** What a verdict's own parameters say, each a sentence. */
  List<String> details(Verdict verdict) {
    return switch (verdict) {
      case Verdict.ArchiveDown(var incident) -> said("detail.incident", incident);
      case Verdict.ArchiveMaintenance(var until) ->
          said("detail.until", until.map(u -> CLOCK.format(u.atZone(ZoneId.systemDefault()))));
      case Verdict.PageTooSlow(var waited, var _) ->
          said("detail.waited", Optional.of(seconds(waited)));
      case Verdict.ArchiveSlow(var waited, boolean onlyHere) ->
          Stream.concat(
                  said("detail.waited-and-came", Optional.of(seconds(waited))).stream(),
                  onlyHere ? Stream.of(word("detail.only-here")) : Stream.empty())
              .toList();
      case Verdict.EdgeCannotReachArchive(int status) ->
          status == 0 ? List.of() : said("detail.status", Optional.of(status));
      case Verdict.TooManyRequests(var retryAfter, var often) ->
          Stream.concat(
                  said("detail.retry-after", retryAfter.map(Words::seconds)).stream(),
                  often.stream().map(o -> word("detail.limit." + Json.kebab(o))))
              .toList();
      case Verdict.BrowserCheck(boolean again) ->
          again ? List.of(word("detail.check-again")) : List.of();
      case Verdict.AddressRefused(int status) -> said("detail.status", Optional.of(status));
      case Verdict.RequestRefused(int status) -> said("detail.status", Optional.of(status));
      case Verdict.SignedOut(boolean forced) -> forced ? List.of(word("detail.forced")) : List.of();
      case Verdict.BlockedHere(var part) ->
          part == Verdict.BlockedHere.Part.WHOLE
              ? List.of()
              : List.of(word("detail.part." + Json.kebab(part)));
      case Verdict.OneFamilyBroken(Family dead) ->
          said("detail.dead-family", Optional.of(dead == Family.IPV6 ? "IPv6" : "IPv4"));
      case Verdict.Intercepted(String issuer, var trustedHere) ->
          Stream.concat(
                  said("detail.issuer", Optional.of(issuer).filter(Predicate.not(String::isBlank)))
                      .stream(),
                  trustedHere
                      .map(here -> word(here ? "detail.trusted-here" : "detail.not-trusted-here"))
                      .stream())
              .toList();
      case Verdict.ClockWrong(var ahead) ->
          said(
              ahead.filter(Duration::isNegative).isPresent() ? "detail.slow" : "detail.fast",
              ahead.map(Duration::abs).map(Words::rough));
      case Verdict.NamesFailing _, Verdict.HostsFile _, Verdict.Plain _ -> List.of();
    };
  }

  private List<String> said(String key, Optional<?> value) {
    return value.map(v -> word(key).formatted(printable(v.toString()))).stream().toList();
  }

  private static String seconds(Duration time) {
    long all = Math.max(1, time.toSeconds());
    return all < TWO_MINUTES ? all + " s" : (all + 59) / 60 + " min";
  }

  private static String rough(Duration time) {
    return time.toDays() >= 2
        ? time.toDays() + " days"
        : time.toHours() >= 2 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
  }

  /**
   * Words from outside (a certificate's issuer, an incident's title) must not steer a terminal: its
   * control characters, and those that turn the direction of writing, are shown as what they are.
   */
  static String printable(String text) {
    return STEERING.matcher(text).replaceAll("�");
  }

  /** What the first look, or the browser, saw. */
  String seen(Sighting sighting) {
    return word("sighting")
        .formatted(
            sighting.status().map(c -> "HTTP " + c).or(sighting::error).orElse(word("nothing")),
            sighting.took().toMillis(),
            Json.kebab(sighting.page()));
  }

  /** The same as a line. */
  String sighting(Sighting sighting) {
    return "seen %s".formatted(seen(sighting));
  }

  /** One line of "how we know". */
  String observation(Observation observation, Terminal terminal) {
    return Mark.of(observation).on(terminal)
        + " "
        + printable(name(observation) + ": " + told(observation));
  }

  /** How a question ended; empty where nothing more than its mark is to be said. */
  Optional<String> outcome(Observation observation) {
    return Optional.of(printable(told(observation))).filter(Predicate.not(String::isEmpty));
  }

  private String name(Observation observation) {
    return switch (observation) {
      case Observation.NameLookup(var resolver, String name, var _)
          when !name.equals(OfficialHosts.ARCHIVE) ->
          name + ", asked of " + resolver.label();
      case Observation.NameLookup(var resolver, var _, var _) ->
          resolver.kind() == Resolver.Kind.NOBODY
              ? "A resolver that does not exist (" + Resolver.NOWHERE + ")"
              : "Names, asked of " + resolver.label();
      case Observation.Connection(String address, var _) -> "Connection to " + address;
      case Observation.Handshake(String address, var _) -> "Certificate of " + address;
      case Observation.OtherName(String address, var _) -> "Another name at " + address;
      case Observation.PortalCheck(var vendor, var _) ->
          "Sign-in page check (" + Json.kebab(vendor) + ")";
      case Observation.Uplink(int place, int of, var _) when of > 1 ->
          "AO3 through way out %d of %d".formatted(place, of);
      case Observation.Uplink _,
          Observation.PageFetch _,
          Observation.BrowserFetch _,
          Observation.StatusPage _,
          Observation.LocalSetup _ ->
          question(observation.question());
    };
  }

  private String told(Observation observation) {
    return switch (observation) {
      case Observation.NameLookup(var resolver, var _, var outcome) ->
          resolver.kind() == Resolver.Kind.NOBODY
              ? nobody(outcome)
              : told(outcome, Words::addresses);
      case Observation.Connection(var _, var outcome) -> told(outcome, _ -> "open");
      case Observation.Handshake(var _, var outcome) -> told(outcome, Words::certificate);
      case Observation.OtherName(var _, var outcome) -> told(outcome, Words::certificate);
      case Observation.PageFetch(var _, var outcome) -> told(outcome, Words::answer);
      case Observation.BrowserFetch fetch -> told(fetch.outcome(), Words::answer);
      case Observation.StatusPage(var outcome) ->
          told(
              outcome,
              r -> r.incidents().isEmpty() ? r.indicator() : r.incidents().getFirst().name());
      case Observation.PortalCheck(var _, var outcome) ->
          told(outcome, a -> a.expected() ? "none" : "something else answered, " + a.status());
      case Observation.Uplink(int _, int _, var outcome) ->
          told(outcome, c -> Json.kebab(c.trust()) + " certificate");
      case Observation.LocalSetup(var outcome) -> told(outcome, Words::setup);
    };
  }

  private static String certificate(Certificate shown) {
    String here = shown.trustedHere().orElse(false) ? " (this machine trusts it)" : "";
    return Json.kebab(shown.trust()) + here + ", issued by " + shown.issuer();
  }

  private static String addresses(NameAnswer answer) {
    return answer.addresses().isEmpty() ? answer.rcode() : String.join(" ", answer.addresses());
  }

  /** Here silence is what is right, and an answer is a forgery. */
  private static String nobody(Outcome<NameAnswer> outcome) {
    return switch (outcome) {
      case Outcome.Saw<NameAnswer> _ ->
          "somebody answers in its place, " + told(outcome, Words::addresses);
      case Outcome.Failed<NameAnswer>(var failure, var took)
          when failure.kind() != FailureKind.MALFORMED ->
          "nobody answers (%d ms)".formatted(took.toMillis());
      case Outcome.Failed<NameAnswer> _, Outcome.NotAsked<NameAnswer> _ ->
          told(outcome, Words::addresses);
    };
  }

  private static String setup(Setup setup) {
    String hosts =
        setup
            .hosts()
            .map(
                all ->
                    all.isEmpty()
                        ? "no entry in the hosts file"
                        : "the hosts file says " + String.join(" ", all))
            .orElse("the hosts file cannot be read");
    String proxy = setup.proxy().map(Words::proxy).orElse("no proxy");
    String vpn = setup.vpnInterfaces() > 0 ? ", something like a VPN" : "";
    String desktop = setup.desktop().map(Words::desktop).orElse("");
    return hosts + ", " + proxy + desktop + vpn;
  }

  private static String desktop(Setup.Desktop desktop) {
    return desktop.script()
        ? ", a script chooses the desktop's proxy"
        : desktop.proxy().map(p -> ", for the desktop " + proxy(p)).orElse("");
  }

  private static String proxy(Setup.ProxyPlace place) {
    return switch (place) {
      case LOOPBACK -> "a proxy on this machine";
      case PRIVATE -> "a proxy in this network";
      case OTHER -> "a proxy elsewhere";
    };
  }

  private static String answer(Answer answer) {
    return "HTTP " + answer.status();
  }

  private static <T> String told(Outcome<T> outcome, Function<T, String> words) {
    return switch (outcome) {
      case Outcome.Saw<T>(var value, var took) ->
          "%s (%d ms)".formatted(words.apply(value), took.toMillis());
      case Outcome.Failed<T>(Failure failure, var took) ->
          "%s (%d ms)".formatted(failed(failure), took.toMillis());
      case Outcome.NotAsked<T>(String why) -> "not asked, " + why;
    };
  }

  private static String failed(Failure failure) {
    return failure
        .begun()
        .map(
            a ->
                "HTTP %d, then %s after %d bytes"
                    .formatted(a.status(), Json.kebab(failure.kind()), a.bytes()))
        .orElseGet(
            () -> "%s at %s".formatted(Json.kebab(failure.kind()), Json.kebab(failure.step())));
  }

  private String word(String key) {
    try {
      return bundle.getString(key);
    } catch (MissingResourceException e) {
      throw new IllegalStateException(
          "There is no word for " + key + " in terminal/words.properties", e);
    }
  }

  /** Every key that must have words. */
  static List<String> keysOf(String family, Enum<?>... constants) {
    return Arrays.stream(constants).map(c -> family + "." + Json.kebab(c)).toList();
  }
}
