package org.why502;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.function.Function;
import org.why502.evidence.Answer;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Setup;
import org.why502.message.Json;
import org.why502.verdict.Certainty;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.Side;
import org.why502.verdict.Verdict;

/** The terminal's words (the extension has its own, in many languages, from the same codes). */
final class Words {
  private final ResourceBundle bundle = ResourceBundle.getBundle("org.why502.words", Locale.ROOT);

  String progress() {
    return word("progress");
  }

  String verdict(Verdict verdict) {
    return word("verdict." + verdict.code());
  }

  String side(Side side) {
    return word("side." + Json.kebab(side));
  }

  String certainty(Certainty certainty) {
    return word("certainty." + Json.kebab(certainty));
  }

  String remedy(RemedyCode remedy) {
    return word("remedy." + Json.kebab(remedy));
  }

  String question(Question question) {
    return word("question." + Json.kebab(question));
  }

  /** One line of "how we know". */
  String observation(Observation observation) {
    return switch (observation) {
      case Observation.NameLookup(var resolver, var _, var outcome) ->
          resolver.kind() == Resolver.Kind.NOBODY
              ? nobody(outcome)
              : line("Names, asked of " + resolver.label(), outcome, Words::addresses);
      case Observation.Connection(String address, var outcome) ->
          line("Connection to " + address, outcome, _ -> "open");
      case Observation.Handshake(String address, var outcome) ->
          line(
              "Certificate of " + address,
              outcome,
              c -> Json.kebab(c.trust()) + ", issued by " + c.issuer());
      case Observation.PageFetch(var target, var outcome) ->
          line(question(target.question()), outcome, Words::answer);
      case Observation.BrowserFetch fetch ->
          line(question(fetch.question()), fetch.outcome(), Words::answer);
      case Observation.StatusPage(var outcome) ->
          line(
              "Status page",
              outcome,
              r -> r.incidents().isEmpty() ? r.indicator() : r.incidents().getFirst().name());
      case Observation.PortalCheck(var vendor, var outcome) ->
          line(
              "Sign-in page check (" + Json.kebab(vendor) + ")",
              outcome,
              a -> a.expected() ? "none" : "something else answered, " + a.status());
      case Observation.Uplink(int place, int of, var outcome) ->
          line(
              of > 1 ? "AO3 through way out %d of %d".formatted(place, of) : "Another way out",
              outcome,
              c -> Json.kebab(c.trust()) + " certificate");
      case Observation.LocalSetup(var outcome) ->
          line(question(Question.LOCAL_SETUP), outcome, Words::setup);
    };
  }

  private static String addresses(NameAnswer answer) {
    return answer.addresses().isEmpty() ? answer.rcode() : String.join(" ", answer.addresses());
  }

  /** Here silence is what is right, and an answer is a forgery. */
  private static String nobody(Outcome<NameAnswer> outcome) {
    String question = "A resolver that does not exist (" + Resolver.NOWHERE + ")";
    return switch (outcome) {
      case Outcome.Saw<NameAnswer>(var answer, var took) ->
          "%-4s %s: somebody answers in its place, %s (%d ms)"
              .formatted("fail", question, addresses(answer), took.toMillis());
      case Outcome.Failed<NameAnswer>(var failure, var took)
          when failure.kind() != FailureKind.MALFORMED ->
          "%-4s %s: nobody answers (%d ms)".formatted("ok", question, took.toMillis());
      case Outcome.Failed<NameAnswer> _, Outcome.NotAsked<NameAnswer> _ ->
          line(question, outcome, Words::addresses);
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
    return hosts + ", " + proxy + vpn;
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

  private static <T> String line(String question, Outcome<T> outcome, Function<T, String> words) {
    return switch (outcome) {
      case Outcome.Saw<T>(var value, var took) ->
          "%-4s %s: %s (%d ms)".formatted("ok", question, words.apply(value), took.toMillis());
      case Outcome.Failed<T>(Failure failure, var took) ->
          "%-4s %s: %s at %s (%d ms)"
              .formatted(
                  "fail",
                  question,
                  Json.kebab(failure.kind()),
                  Json.kebab(failure.step()),
                  took.toMillis());
      case Outcome.NotAsked<T>(String why) ->
          "%-4s %s: not asked, %s".formatted("-", question, why);
    };
  }

  private String word(String key) {
    try {
      return bundle.getString(key);
    } catch (MissingResourceException e) {
      throw new IllegalStateException("There is no word for " + key, e);
    }
  }

  /** Every key that must have words. */
  static List<String> keysOf(String family, Enum<?>... constants) {
    return Arrays.stream(constants).map(c -> family + "." + Json.kebab(c)).toList();
  }
}
