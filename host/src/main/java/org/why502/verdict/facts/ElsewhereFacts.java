package org.why502.verdict.facts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.PageFetch;
import org.why502.evidence.Observation.PortalCheck;
import org.why502.evidence.Observation.StatusPage;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Question;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Target;

/** Facts about the world outside AO3: an unrelated site, sign-in pages, the status page. */
public final class ElsewhereFacts {
  private static final Set<String> GRAVE = Set.of("major", "critical");

  private final Evidence evidence;
  private final NameFacts names;
  private final ReachFacts path;
  private final Known known = new Known();

  ElsewhereFacts(Evidence evidence, NameFacts names, ReachFacts path) {
    this.evidence = evidence;
    this.names = names;
    this.path = path;
  }

  /** An unrelated site answers as it should. */
  public Fact controlFine() {
    return control("control-is-fine", o -> o.seen().filter(a -> a.status() == 204).isPresent());
  }

  /** An unrelated site's certificate is wrong too. */
  public Fact controlCertificateBad() {
    return control(
        "control-certificate-is-wrong-too",
        o -> o.failed().filter(f -> f.kind() == FailureKind.BAD_CERTIFICATE).isPresent());
  }

  /**
   * An unrelated site's certificate is signed by the same as the one that stands in for AO3's:
   * something rewrites them all. Open where the control's certificate was refused and is not known.
   */
  public Fact controlSignedByTheSame() {
    Fact bad = controlCertificateBad();
    if (!bad.yes()) {
      return bad;
    }
    return evidence
        .all(PageFetch.class)
        .filter(p -> p.target() == Target.CONTROL)
        .flatMap(p -> p.outcome().failed().stream())
        .flatMap(f -> f.certificate().stream())
        .findFirst()
        .map(
            shown ->
                shown.trust() == Certificate.Trust.UNTRUSTED
                    ? Fact.all(bad, path.signedLike(shown))
                    : bad.not())
        .orElseGet(() -> Fact.waiting(Question.CONTROL));
  }

  /** Something that is not the vendor's server answered a captive-portal check. */
  public Fact portalAnswers() {
    return known.once("portal-answers", this::portal);
  }

  private Fact portal() {
    Predicate<PortalAnswer> portal =
        a -> !a.expected() && (a.redirected() || a.status() < 500 || a.status() == 511);
    List<PortalCheck> all = evidence.all(PortalCheck.class).toList();
    List<PortalCheck> caught =
        all.stream().filter(p -> p.outcome().seen().filter(portal).isPresent()).toList();
    if (!caught.isEmpty()) {
      return Fact.known("portal-answers", true, Evidence.ids(caught));
    }
    return all.stream().filter(p -> p.outcome().asked()).count() == PortalVendor.values().length
        ? Fact.known("portal-answers", false, Evidence.ids(all))
        : Fact.waiting(Question.PORTALS);
  }

  /** Anything at all outside this network answered. The network's own resolver does not count. */
  public Fact somethingAnswers() {
    return Fact.any(
        names.publicResolverReached(),
        names.secureResolverMet(),
        path.addressReached(),
        answers("control-reached", Question.CONTROL, 1),
        answers("portal-check-reached", Question.PORTALS, PortalVendor.values().length),
        answers("status-page-reached", Question.STATUS_PAGE, 1));
  }

  /**
   * Somebody else than the control answered, of whom it is known what they should say: Mozilla's
   * check, the status page, the edge at AO3's own address for another name, a resolver that proved
   * who it is.
   */
  public Fact otherWitnessAnswers() {
    return Fact.any(
        answers("portal-check-reached", Question.PORTALS, PortalVendor.values().length),
        answers("status-page-reached", Question.STATUS_PAGE, 1),
        path.otherNameLetThrough(),
        names.secureResolverMet());
  }

  /** A major incident is open that touches the Archive. A page that says nothing leaves it open. */
  public Fact incident() {
    return status(
        "status-page-tells-of-an-incident",
        r -> r.incidents().stream().anyMatch(ElsewhereFacts::grave));
  }

  /** Scheduled maintenance of the Archive is under way. */
  public Fact maintenance() {
    return status(
        "status-page-tells-of-maintenance",
        r ->
            r.maintenances().stream().anyMatch(StatusReport.Notice::namesArchive)
                || r.archive().filter("under_maintenance"::equals).isPresent());
  }

  /** The status page itself, for the parameters of verdicts; empty where it was not read. */
  public Optional<StatusReport> statusReport() {
    return evidence.all(StatusPage.class).findFirst().flatMap(s -> s.outcome().seen());
  }

  /** Whether a notice is about the archive and serious enough to keep pages from coming. */
  public static boolean grave(StatusReport.Notice notice) {
    return notice.namesArchive() && GRAVE.contains(notice.impact());
  }

  private Fact status(String code, Predicate<StatusReport> test) {
    return known.once(
        code,
        () ->
            evidence
                .all(StatusPage.class)
                .findFirst()
                .flatMap(
                    s ->
                        s.outcome()
                            .seen()
                            .map(r -> Fact.known(code, test.test(r), List.of(s.id()))))
                .orElseGet(() -> Fact.waiting(Question.STATUS_PAGE)));
  }

  private Fact control(String code, Predicate<Outcome<Answer>> test) {
    return known.once(
        code,
        () ->
            evidence
                .all(PageFetch.class)
                .filter(p -> p.target() == Target.CONTROL && p.outcome().asked())
                .findFirst()
                .map(p -> Fact.known(code, test.test(p.outcome()), List.of(p.id())))
                .orElseGet(() -> Fact.waiting(Question.CONTROL)));
  }

  /**
   * Whether anybody outside answered a question, over https at least so far that a certificate
   * proved who it is; false only when enough were asked and nobody did.
   */
  private Fact answers(String code, Question question, int enough) {
    return known.once(code, () -> anyAnswer(code, question, enough));
  }

  private Fact anyAnswer(String code, Question question, int enough) {
    List<Observation> asked =
        evidence.observations().stream()
            .filter(o -> o.question() == question && o.outcome().asked())
            .toList();
    boolean https = question != Question.PORTALS;
    Optional<Observation> met =
        asked.stream()
            .filter(
                o ->
                    o.outcome().seen().isPresent()
                        || (https && NameFacts.brokeAfterProof(o.outcome())))
            .findFirst();
    if (met.isPresent()) {
      return Fact.known(code, true, List.of(met.get().id()));
    }
    return asked.size() >= enough
        ? Fact.known(code, false, Evidence.ids(asked))
        : Fact.waiting(question);
  }
}
