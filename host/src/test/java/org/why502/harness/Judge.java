package org.why502.harness;

import java.io.PrintWriter;
import java.util.Arrays;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Runs some classes of tests in this JVM, as {@code install/judge.sh} asks for after a change of a
 * rule: whoever tries a rule waits for the judgement alone, and not for Maven.
 */
public final class Judge {
  /** Of each failure so many lines of its stack are shown. */
  private static final int LINES = 12;

  private Judge() {}

  /**
   * Runs them; exits with 0 where all tests passed and there was at least one, else with 1.
   *
   * @param args the names of classes
   */
  public static void main(String[] args) {
    Launcher launcher = LauncherFactory.create();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Arrays.stream(args).map(DiscoverySelectors::selectClass).toList())
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    launcher.execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.err, true), LINES);
    System.out.printf(
        "%d tests, %d failed%n", summary.getTestsStartedCount(), summary.getTotalFailureCount());
    if (Share.oneIn() > 1) {
      System.out.printf(
          "Of the documents made by lot or by removal, one in %d was judged; install/judge.sh"
              + " --whole judges all, as Maven's tests do.%n",
          Share.oneIn());
    }
    boolean well = summary.getTotalFailureCount() == 0 && summary.getTestsSucceededCount() > 0;
    System.exit(well ? 0 : 1);
  }
}
