package org.why502.verdict.facts;

import java.util.List;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation.Handshake;
import org.why502.evidence.Question;

/** Facts about what this machine's own store of roots vouches for, and no public root does. */
public final class StoreFacts {
  private final ReachFacts path;
  private final Known known = new Known();

  StoreFacts(ReachFacts path) {
    this.path = path;
  }

  /**
   * Who made up AO3's certificate is trusted by this machine's own store: programs that go by it
   * accept the certificate, as every day. Where it is not, they refuse it as well. Open where the
   * store could not be read.
   */
  public Fact rewriterTrustedHere() {
    return known.once("certificate-is-trusted-on-this-machine", this::trustedHere);
  }

  private Fact trustedHere() {
    List<Handshake> untrusted =
        path.handshakes().stream()
            .filter(
                h ->
                    h.outcome()
                        .seen()
                        .filter(c -> c.trust() == Certificate.Trust.UNTRUSTED)
                        .isPresent())
            .toList();
    List<Boolean> here =
        untrusted.stream()
            .flatMap(h -> h.outcome().seen().stream())
            .flatMap(c -> c.trustedHere().stream())
            .toList();
    boolean known = !untrusted.isEmpty() && here.size() == untrusted.size();
    return known || here.contains(true)
        ? Fact.known(
            "certificate-is-trusted-on-this-machine", here.contains(true), Evidence.ids(untrusted))
        : Fact.waiting(Question.HANDSHAKES);
  }
}
