package org.why502.probe.ways;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.why502.evidence.Family;
import org.why502.probe.work.Progress;
import org.why502.system.Command;
import org.why502.system.Os;

/**
 * The default routes of this machine. Each operating system tells them in its own way; what they
 * mean is the same.
 */
public interface Routes {

  /**
   * Reads them.
   *
   * @param progress is told what must be closed at the end
   * @throws IOException where they cannot be read
   */
  List<Route> read(Progress progress) throws IOException;

  /**
   * Whether a packet that carries this address as its sender leaves through that address's own
   * interface, whichever is preferred.
   *
   * @param from an address of this machine
   * @param device the name of its interface
   * @throws IOException where that cannot be found out
   */
  boolean leavesThrough(InetAddress from, String device, Progress progress) throws IOException;

  /**
   * A default route.
   *
   * @param family of the addresses that it is for
   * @param through the interface that it leads through
   * @param metric the lower, the sooner it is taken
   */
  record Route(Family family, Device through, long metric) {}

  /** How a table of routes names an interface. */
  sealed interface Device {
    /** By the name that Java gives it too. */
    record Named(String name) implements Device {}

    /** By its number. */
    record Numbered(int index) implements Device {}

    /** By an address of its own. */
    record Holding(InetAddress address) implements Device {}
  }

  /**
   * What one of the system's programs tells of them.
   *
   * @throws IOException where there is no such program, or it does not tell in time
   */
  static String told(String program, List<String> arguments, Progress progress) throws IOException {
    Path path =
        Command.program(program).orElseThrow(() -> new IOException("there is no " + program));
    try {
      // figures and names of interfaces: one byte, one character, in whatever code page
      return Command.run(path, arguments, progress.remaining(), StandardCharsets.ISO_8859_1)
          .success()
          .orElseThrow(() -> new IOException(program + " did not tell"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("nobody waits for it any more");
    }
  }

  /** This machine's. */
  static Routes ofThisMachine() {
    return switch (Os.current()) {
      case WINDOWS -> new WindowsRoutes();
      case MACOS -> new MacRoutes();
      case LINUX -> LinuxRoutes.ofThisMachine();
    };
  }
}
