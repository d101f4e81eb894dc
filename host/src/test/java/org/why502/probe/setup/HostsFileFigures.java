package org.why502.probe.setup;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much of a core's time a hosts file with a list of blocked names takes to read, in this
 * process, from its first time on. Prints figures, and never fails: {@code install/bench.sh} runs
 * it.
 */
public final class HostsFileFigures {
  private static final int LINES = 200_000;
  private static final int TIMES = 9;

  private HostsFileFigures() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("why502-hosts", "");
    try {
      StringBuilder list = new StringBuilder("127.0.0.1 localhost\n");
      for (int i = 0; i < LINES; i++) {
        list.append("0.0.0.0 ads-").append(i).append(".tracker.example.com\n");
      }
      Files.writeString(file, list.append("192.0.2.7 archiveofourown.org\n"));
      // a core's time: other programs that run beside it do not count
      ThreadMXBean thread = ManagementFactory.getThreadMXBean();
      long[] took = new long[TIMES];
      for (int i = 0; i < TIMES; i++) {
        long start = thread.getCurrentThreadCpuTime();
        new HostsFile(file).addresses("archiveofourown.org");
        took[i] = thread.getCurrentThreadCpuTime() - start;
      }
      long first = took[0];
      Arrays.sort(took);
      System.out.printf(
          "hosts file: %,d lines, %.1f MiB: %.0f ms the first time, %.0f ms in the median of %d%n",
          LINES, Files.size(file) / 1048576.0, first / 1e6, took[TIMES / 2] / 1e6, TIMES);
    } finally {
      Files.delete(file);
    }
  }
}
