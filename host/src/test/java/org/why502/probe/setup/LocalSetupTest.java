package org.why502.probe.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.Observation;
import org.why502.evidence.Setup;
import org.why502.evidence.Setup.ProxyPlace;
import org.why502.probe.Neighbourhood;
import org.why502.system.Os;

/** What is read of this machine's own setup, and what of it is kept. */
class LocalSetupTest {
  @TempDir Path folder;

  @Test
  void the_entries_of_ao3_are_found_however_they_are_written() throws IOException {
    Path hosts =
        hosts(
            """
            127.0.0.1 localhost
            # 192.0.2.66 archiveofourown.org
            192.0.2.7\tbox ArchiveOfOurOwn.org  # by hand
              2001:DB8:0::7  archiveofourown.org
            192.0.2.8 www.archiveofourown.org notarchiveofourown.org archiveofourown.org.example
            192.0.2.999 archiveofourown.org
            somewhere archiveofourown.org
            192.0.2.7 archiveofourown.org
            archiveofourown.org
            fe80::1%lo0 archiveofourown.org
            """);
    assertEquals(
        Optional.of(List.of("192.0.2.7", "2001:db8::7", "fe80::1")),
        setup(new Neighbourhood().hosts(hosts)).hosts());
  }

  @Test
  void windows_line_ends_a_byte_order_mark_and_an_old_encoding_hide_nothing() throws IOException {
    Path hosts = folder.resolve("hosts");
    Files.write(
        hosts,
        "\u00EF\u00BB\u00BF0.0.0.0 archiveofourown.org\r\n# caf\u00E9\r\n::1 archiveofourown.org\r\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        Optional.of(List.of("0.0.0.0", "::1")), setup(new Neighbourhood().hosts(hosts)).hosts());
  }

  @Test
  void nothing_else_of_the_hosts_file_is_kept() throws IOException {
    Path hosts = hosts("192.0.2.44 secret-box.example\n192.0.2.7 secret-box archiveofourown.org\n");
    String kept = setup(new Neighbourhood().hosts(hosts)).toString();
    assertTrue(kept.contains("192.0.2.7"));
    assertFalse(kept.contains("secret") || kept.contains("192.0.2.44"), kept);
  }

  @Test
  void no_hosts_file_has_no_entry_and_one_that_cannot_be_read_is_not_known() throws IOException {
    assertEquals(
        Optional.of(List.of()),
        setup(new Neighbourhood().hosts(folder.resolve("missing"))).hosts());
    assertEquals(Optional.empty(), setup(new Neighbourhood().hosts(folder)).hosts());
  }

  /** A list of blocked names: 200,000 lines, one of them ours, each byte asked for once. */
  @Test
  void a_long_list_of_blocked_names_is_read_in_one_pass_and_little_memory() throws IOException {
    LongList list = new LongList(200_000, 123_456, "0.0.0.0 ArchiveOfOurOwn.org # blocked\r\n");
    assertEquals(List.of("0.0.0.0"), HostsFile.addresses(list, "archiveofourown.org"));
    assertEquals(list.length, list.given, "every byte once");
    assertTrue(list.largest <= HostsFile.PART, "and never much at once");
  }

  @Test
  void lines_are_whole_wherever_the_reading_is_cut() throws IOException {
    String text = "192.0.2.7 archiveofourown.org\n192.0.2.8 x\n192.0.2.9 archiveofourown.org";
    for (int cut = 1; cut <= text.length(); cut++) {
      int most = cut;
      ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      assertEquals(
          List.of("192.0.2.7", "192.0.2.9"),
          HostsFile.addresses(
              channel(
                  into -> {
                    int n = Math.min(most, left.remaining());
                    into.put(left.slice(left.position(), n));
                    left.position(left.position() + n);
                    return n == 0 ? -1 : n;
                  }),
              "archiveofourown.org"));
    }
  }

  @Test
  void a_file_without_an_end_or_a_line_without_an_end_is_no_hosts_file() {
    for (String part : List.of("192.0.2.7 box\n", "# ")) {
      byte[] again = part.repeat(100).getBytes(StandardCharsets.ISO_8859_1);
      assertThrows(
          IOException.class,
          () ->
              HostsFile.addresses(
                  channel(
                      into -> {
                        into.put(again);
                        return again.length;
                      }),
                  "archiveofourown.org"));
    }
  }

  /** What was not read to its end is not known: it is not "no entry". */
  @Test
  void the_reading_can_be_stopped_and_says_so() throws Exception {
    Path hosts = hosts("192.0.2.8 box\n".repeat(200_000));
    AtomicReference<Object> how = new AtomicReference<>();
    Thread reading =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  Thread.currentThread().interrupt();
                  try {
                    how.set(new HostsFile(hosts).addresses("archiveofourown.org"));
                  } catch (IOException e) {
                    how.set(e);
                  }
                });
    reading.start();
    reading.join();
    assertInstanceOf(IOException.class, how.get());
  }

  private static ReadableByteChannel channel(ToIntFunction<ByteBuffer> read) {
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer into) {
        return read.applyAsInt(into);
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }

  /** Lines that are made as they are read. */
  private static final class LongList implements ReadableByteChannel {
    private final int lines;
    private final int special;
    private final byte[] ours;
    private final long length;
    private long given;
    private int largest;
    private int line;
    private ByteBuffer rest = ByteBuffer.allocate(0);

    LongList(int lines, int special, String ours) {
      this.lines = lines;
      this.special = special;
      this.ours = ours.getBytes(StandardCharsets.ISO_8859_1);
      long all = 0;
      for (int i = 0; i < lines; i++) {
        all += text(i).length;
      }
      this.length = all;
    }

    private byte[] text(int i) {
      return i == special
          ? ours
          : ("0.0.0.0 ads-" + i + ".example.com\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public int read(ByteBuffer into) {
      largest = Math.max(largest, into.capacity());
      if (line == lines && !rest.hasRemaining()) {
        return -1;
      }
      int before = into.position();
      while (into.hasRemaining() && (rest.hasRemaining() || line < lines)) {
        if (!rest.hasRemaining()) {
          rest = ByteBuffer.wrap(text(line++));
        }
        into.put(rest.get());
      }
      given += into.position() - before;
      return into.position() - before;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  @Test
  void each_system_keeps_its_hosts_file_where_its_documents_say() {
    assertEquals("/etc/hosts", HostsFile.place(Os.named("Linux"), Map.of()));
    assertEquals("/etc/hosts", HostsFile.place(Os.named("Mac OS X"), Map.of()));
    assertEquals(
        "C:\\Windows\\System32\\drivers\\etc\\hosts",
        HostsFile.place(Os.named("Windows 11"), Map.of()));
    assertEquals(
        "D:\\Win\\System32\\drivers\\etc\\hosts",
        HostsFile.place(Os.named("Windows 10"), Map.of("SystemRoot", "D:\\Win")));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK",
    "::1, LOOPBACK",
    "10.1.2.3, PRIVATE",
    "192.168.7.7, PRIVATE",
    "fd00::7, PRIVATE",
    "203.0.113.9, OTHER",
    "2001:db8::9, OTHER",
  })
  void of_a_proxy_only_its_distance_is_kept(String address, ProxyPlace place) {
    Setup setup = setup(new Neighbourhood().proxied(address, 8080));
    assertEquals(Optional.of(place), setup.proxy());
    assertFalse(setup.toString().contains(address));
  }

  @ParameterizedTest
  @CsvSource({"localhost, LOOPBACK", "proxy, PRIVATE", "proxy.example.org, OTHER"})
  void a_proxys_name_is_not_looked_up(String name, ProxyPlace place) {
    var proxies =
        new EnvironmentProxies(
            Map.of("https_proxy", "http://tester:secret@" + name + ":3128"), new NoProxies());
    Setup setup =
        new SetupReader(
                new HostsFile(folder.resolve("missing")),
                proxies,
                Optional::empty,
                List::of,
                List::of)
            .read();
    assertEquals(Optional.of(place), setup.proxy());
    assertFalse(setup.toString().contains("secret"));
  }

  @Test
  void without_a_proxy_none_is_seen() {
    assertEquals(Optional.empty(), setup(new Neighbourhood()).proxy());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tun0",
        "tap0",
        "wg-home",
        "ppp0",
        "utun4",
        "ipsec0",
        "tailscale0",
        "nordlynx",
        "proton0",
        "CloudflareWARP",
        "zt5u4zutqp",
        "cscotun0",
        "gpd0",
        "wireguard_tunnel"
      })
  void interfaces_of_vpns_are_counted_and_not_named(String name) {
    Setup setup = setup(new Neighbourhood().interfaces("lo", "eth0", name));
    assertEquals(1, setup.vpnInterfaces());
    assertFalse(setup.toString().contains(name));
  }

  @Test
  void ordinary_interfaces_are_not_vpns() {
    String[] ordinary = {"lo", "eth0", "enp3s0", "wlan0", "wlp2s0", "docker0", "br-1", "en0"};
    assertEquals(0, setup(new Neighbourhood().interfaces(ordinary)).vpnInterfaces());
  }

  /** What is asked here may be answered out of a memory that is kept here. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.53,true",
    "::1,true",
    "0.0.0.0,true",
    "192.168.1.1,false",
    "192.168.1.1 127.0.0.1,true",
    "fe80::1 9.9.9.9,false",
    "'',",
  })
  void whether_a_resolver_stands_on_this_machine(String resolvers, Boolean here) {
    List<InetSocketAddress> all =
        Stream.of(resolvers.split(" "))
            .filter(a -> !a.isEmpty())
            .map(a -> new InetSocketAddress(InetAddress.ofLiteral(a), 53))
            .toList();
    Setup setup =
        new SetupReader(
                new HostsFile(folder.resolve("missing")),
                new NoProxies(),
                Optional::empty,
                List::of,
                () -> all)
            .read();
    assertEquals(Optional.ofNullable(here), setup.resolverHere());
    assertFalse(setup.toString().contains("192.168"));
  }

  private Path hosts(String text) throws IOException {
    return Files.writeString(folder.resolve("hosts"), text);
  }

  private static Setup setup(Neighbourhood here) {
    try (here) {
      var seen = (Observation.LocalSetup) here.world().localSetup().ask(Neighbourhood.LONG);
      return seen.outcome().seen().orElseThrow();
    }
  }
}
