package org.why502.probe.setup;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.why502.system.Command;
import org.why502.system.Os;

/**
 * The hosts file: names that this machine knows without asking anybody. Only the entries of the
 * name that is asked for are looked at.
 *
 * @param place where it is
 */
public record HostsFile(Path place) {

  /**
   * Block lists of a million lines are about as large as this; anything larger is no hosts file.
   */
  private static final long LARGEST = 64L * 1024 * 1024;

  /** Read at once, in bytes. */
  static final int PART = 64 * 1024;

  /** No list of names in one line comes near it, in bytes. */
  private static final int LONGEST_LINE = 64 * 1024;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  /** This machine's. */
  public static HostsFile ofThisMachine() {
    return new HostsFile(Path.of(place(Os.current(), System.getenv())));
  }

  /**
   * Where an operating system keeps it: hosts(5) on Linux and macOS; on Windows Microsoft's "TCP/IP
   * and NBT configuration parameters", {@code DataBasePath}, by its default.
   */
  static String place(Os os, Map<String, String> environment) {
    if (os == Os.WINDOWS) {
      return Command.windowsFolder(environment) + "\\drivers\\etc\\hosts";
    }
    return "/etc/hosts";
  }

  /**
   * The addresses that it gives for a name, written as look-ups' answers are.
   *
   * @return none where it has no entry or there is no such file
   * @throws IOException where it is there and cannot be read, or an interrupt ended the reading
   */
  List<String> addresses(String name) throws IOException {
    if (Files.notExists(place)) {
      return List.of();
    }
    // a pipe or a device in its place would block, and could not be interrupted
    if (!Files.isRegularFile(place) || Files.size(place) > LARGEST) {
      throw new IOException("not an ordinary hosts file");
    }
    try (FileChannel channel = FileChannel.open(place)) {
      return addresses(channel, name);
    }
  }

  /**
   * The same, in one pass and in little memory: lists of blocked names have hundreds of thousands
   * of lines, and only those that hold the name are looked at as text. A file's channel ends at
   * once when its reader is interrupted.
   *
   * @param channel the file; where it grows while it is read, no more than {@link #LARGEST} is
   */
  static List<String> addresses(ReadableByteChannel channel, String name) throws IOException {
    SequencedSet<String> found = new LinkedHashSet<>();
    Lines lines = new Lines(name, line -> entry(line, name).ifPresent(found::add));
    ByteBuffer part = ByteBuffer.allocate(PART);
    long read = 0;
    for (int got = channel.read(part); got >= 0; got = channel.read(part)) {
      read += got;
      if (read > LARGEST) {
        throw new IOException("not an ordinary hosts file");
      }
      lines.take(part.array(), part.position());
      part.clear();
    }
    lines.end();
    return List.copyOf(found);
  }

  /** Cuts bytes into lines and hands on those that hold a name. For one thread. */
  private static final class Lines {
    /** The one bit by which small and capital letters differ in ASCII. */
    private static final int CASE = 0x20;

    private final byte[] name;
    private final Consumer<String> use;

    /** What was begun in one part and goes on in the next. */
    private byte[] begun = new byte[256];

    private int length;

    Lines(String name, Consumer<String> use) {
      this.name = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
      this.use = use;
    }

    /** One look at each byte: most are no line's end and no name's beginning. */
    void take(byte[] bytes, int end) throws IOException {
      int from = 0;
      boolean named = false;
      byte first = name[0];
      int last = end - name.length;
      for (int i = 0; i < end; i++) {
        byte one = bytes[i];
        if (one == '\n') {
          if (length > 0) {
            keep(bytes, from, i);
            end();
          } else if (named) {
            hand(bytes, from, i);
          }
          from = i + 1;
          named = false;
        } else if ((one | CASE) == first && i <= last && same(bytes, i)) {
          named = true;
        }
      }
      keep(bytes, from, end);
    }

    /** What was begun in one part ends: only now it can be looked at. */
    void end() {
      for (int i = 0; i <= length - name.length; i++) {
        if (same(begun, i)) {
          hand(begun, 0, length);
          break;
        }
      }
      length = 0;
    }

    /** Systems read such a line in different ways or not at all: what it says is not known. */
    private void keep(byte[] bytes, int from, int to) throws IOException {
      if (length + to - from > LONGEST_LINE) {
        throw new IOException("not an ordinary hosts file");
      }
      if (length + to - from > begun.length) {
        begun = Arrays.copyOf(begun, LONGEST_LINE);
      }
      System.arraycopy(bytes, from, begun, length, to - from);
      length += to - from;
    }

    private void hand(byte[] bytes, int from, int to) {
      // one byte, one character: a comment in an old encoding must not hide the rest
      use.accept(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    private boolean same(byte[] bytes, int at) {
      for (int i = 0; i < name.length; i++) {
        if (lower(bytes[at + i]) != name[i]) {
          return false;
        }
      }
      return true;
    }

    private static byte lower(byte letter) {
      return letter >= 'A' && letter <= 'Z' ? (byte) (letter | CASE) : letter;
    }
  }

  private static Optional<String> entry(String line, String name) {
    String bare = line.startsWith(BYTE_ORDER_MARK) ? line.substring(3) : line;
    int comment = bare.indexOf('#');
    String said = (comment < 0 ? bare : bare.substring(0, comment)).strip();
    String[] words = BLANKS.split(said);
    Stream<String> names = Arrays.stream(words).skip(1);
    return names.anyMatch(name::equalsIgnoreCase) ? address(words[0]) : Optional.empty();
  }

  /** A line whose first word is no address is skipped, as systems do. */
  private static Optional<String> address(String word) {
    try {
      int scope = word.indexOf('%');
      return Optional.of(
          AddressText.of(InetAddress.ofLiteral(scope < 0 ? word : word.substring(0, scope))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
