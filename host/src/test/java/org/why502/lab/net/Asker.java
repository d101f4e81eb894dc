package org.why502.lab.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which program holds the other end of a question. All of the tiny internet is one network and one
 * process namespace, so the kernel's tables (proc(5): {@code /proc/net/udp}, {@code /proc/PID/fd})
 * know. A browser asks for much by itself; only so is that told from what the companion asks.
 */
final class Asker {
  private static final Path PROC = Path.of("/proc");

  /** Columns of {@code /proc/net/tcp} and its like. */
  private static final int LOCAL = 1;

  private static final int REMOTE = 2;
  private static final int INODE = 9;

  private Asker() {}

  /**
   * The programs that hold this end, each by its whole path, in order; more than one where one has
   * inherited it from the other. None where the end is closed already, or its program is gone.
   *
   * @param transport {@code udp} or {@code tcp}
   * @param peer the other end, as the server sees it
   * @param port the server's own
   */
  static List<String> of(String transport, InetSocketAddress peer, int port) {
    try {
      Set<String> sockets = sockets(transport, peer, port);
      return sockets.isEmpty() ? List.of() : holders(sockets);
    } catch (IOException e) {
      System.err.println("lab: nobody knows who asks from " + peer + ": " + e);
      return List.of();
    }
  }

  private static Set<String> sockets(String transport, InetSocketAddress peer, int port)
      throws IOException {
    String end = ":%04X".formatted(peer.getPort());
    String server = ":%04X".formatted(port);
    String address = asTheKernelWrites(peer);
    Set<String> found = new TreeSet<>();
    for (String table : List.of(transport, transport + "6")) {
      for (String line : Files.readAllLines(PROC.resolve("net").resolve(table))) {
        String[] columns = line.strip().split("\\s+");
        // One that is not connected has no other end yet; one that listens everywhere, no address.
        if (columns.length > INODE
            && columns[LOCAL].endsWith(end)
            && (columns[REMOTE].endsWith(server) || columns[REMOTE].endsWith(":0000"))
            && (columns[LOCAL].contains(address) || columns[LOCAL].matches("0+:.*"))
            && !columns[INODE].equals("0")) {
          found.add("socket:[" + columns[INODE] + "]");
        }
      }
    }
    return found;
  }

  /** Words of four bytes, each in the machine's own order, which is the little end first. */
  private static String asTheKernelWrites(InetSocketAddress peer) {
    byte[] bytes = peer.getAddress().getAddress();
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[i / Integer.BYTES * Integer.BYTES + Integer.BYTES - 1 - i % Integer.BYTES];
    }
    // Looked for anywhere: an IPv4 address may stand at the end of an IPv6 one.
    return HexFormat.of().withUpperCase().formatHex(turned) + ":";
  }

  private static List<String> holders(Set<String> sockets) throws IOException {
    Set<String> programs = new TreeSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process, sockets)) {
          programs.add(Files.readSymbolicLink(process.resolve("exe")).toString());
        }
      }
    }
    return List.copyOf(programs);
  }

  private static boolean holds(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (sockets.contains(target(file))) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException _) {
      return false; // It has ended meanwhile.
    }
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException _) {
      return ""; // Closed meanwhile.
    }
  }
}
