package org.why502.verdict.rules;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The whole of {@link MutantsTest}, which costs half a minute: {@code install/mutants.sh} runs it,
 * and no ordinary run has it to skip.
 */
class EveryMutant {
  @Test
  void is_noticed_or_has_a_written_reason() throws IOException {
    new MutantsTest().every_fact_and_every_place_is_needed_or_has_a_written_reason();
  }
}
