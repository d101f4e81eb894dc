package org.why502.probe.work;

import java.io.IOException;
import java.util.Optional;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Step;

/**
 * A failure that the work itself recognised. An {@link IOException} so that okhttp passes it on.
 */
public final class ProbeException extends IOException {
  private final transient Optional<Step> step;
  private final FailureKind kind;

  /** Broke at a step of its own, whatever the progress says. */
  public ProbeException(Step step, FailureKind kind, String detail) {
    super(detail);
    this.step = Optional.of(step);
    this.kind = kind;
  }

  /** Broke at the step that is under way. */
  public ProbeException(FailureKind kind, String detail) {
    super(detail);
    this.step = Optional.empty();
    this.kind = kind;
  }

  Optional<Step> step() {
    return step;
  }

  FailureKind kind() {
    return kind;
  }
}
