package org.why502.remedy.browser;

import java.util.Optional;

/**
 * The browser that started us.
 *
 * @param lineage as it told itself by the way in which it started us; empty where no browser did
 * @param itself its program, where one of our forefathers is one of this lineage that we know
 */
record ParentBrowser(Optional<Lineage> lineage, Optional<Running> itself) {
  /** Of which nothing can be told: there is nothing that is surely another. */
  static final ParentBrowser UNKNOWN = new ParentBrowser(Optional.empty(), Optional.empty());

  /** Between a browser and us there may be a shell of the system (Chromium on Windows). */
  private static final int MOST_BETWEEN = 4;

  /**
   * A browser that runs.
   *
   * @param program the whole path of its program
   */
  record Running(Product product, String program) {
    /**
     * Whether its program can be started from here as it is: not from within a box of its own,
     * whose files are elsewhere for it, and not where it lies on a disk that goes with it.
     */
    boolean isPlain() {
      return !program.startsWith("/snap/")
          && !program.startsWith("/var/lib/snapd/")
          && !program.startsWith("/app/")
          && !program.startsWith("/tmp/.mount_");
    }
  }

  /** Of this process. */
  static ParentBrowser of(Optional<Lineage> lineage) {
    Optional<ProcessHandle> forefather = ProcessHandle.current().parent();
    for (int i = 0; i < MOST_BETWEEN && forefather.isPresent() && lineage.isPresent(); i++) {
      Optional<Running> running = forefather.get().info().command().flatMap(ParentBrowser::running);
      if (running.filter(r -> lineage.get() == r.product().lineage()).isPresent()) {
        return new ParentBrowser(lineage, running);
      }
      forefather = forefather.get().parent();
    }
    return new ParentBrowser(lineage, Optional.empty());
  }

  private static Optional<Running> running(String program) {
    return Product.ofProgram(program).map(product -> new Running(product, program));
  }

  /**
   * Whether this is surely another. Where it cannot be told which started us, only another engine
   * is: the front page in the browser that fails would prove nothing.
   */
  boolean isAnother(Product product) {
    return itself
        .map(i -> i.product() != product)
        .orElse(lineage.filter(l -> l != product.lineage()).isPresent());
  }
}
