package org.why502.probe.setup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.evidence.Setup.Desktop;
import org.why502.evidence.Setup.ProxyPlace;
import org.why502.system.Command;
import org.why502.system.Os;

/**
 * The proxy that the desktop is set to use for https. Browsers follow it, Java does not, and so a
 * browser may meet a proxy that our own requests never see.
 *
 * <p>Each system is asked by a program of its own, by its whole path, or by the file that it keeps;
 * nothing of the answer is kept but how far away the proxy stands. A script that decides (PAC) is
 * noticed and not run: it is a program from the network.
 */
public final class DesktopProxies {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopProxies.class);

  /** They read a file or a registry, and answer in a few milliseconds. */
  private static final Duration LONGEST = Duration.ofMillis(700);

  /** More than any file of settings holds. */
  private static final int MOST = 32 * 1024;

  /** Runs one of the system's programs. */
  @FunctionalInterface
  interface Programs {
    Told ask(String program, List<String> arguments);
  }

  /** What one of the system's programs told. */
  sealed interface Told {
    /** It printed this, and ended well. */
    record Said(String printed) implements Told {}

    /**
     * There is none, or it does not know such settings: gsettings(1) ends with an error where their
     * schema is not installed.
     */
    record Unknown() implements Told {}

    /** It was not to be heard in time: whatever is set may be set. */
    record Silent() implements Told {}

    /** What it said, where it did. */
    default Optional<String> said() {
      return this instanceof Said(String printed) ? Optional.of(printed) : Optional.empty();
    }
  }

  private static final String WINDOWS_KEY =
      "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";

  private static final Pattern GNOME_LINE =
      Pattern.compile("org\\.gnome\\.system\\.proxy(\\.\\w+)? ([\\w-]+) '?([^']*)'?");
  private static final Pattern MAC_LINE = Pattern.compile("\\s*(\\w+) : (\\S+)\\s*");
  private static final Pattern WINDOWS_LINE =
      Pattern.compile("\\s*(\\w+)\\s+REG_(?:SZ|DWORD)\\s+(\\S+)\\s*");

  private final Os os;
  private final Map<String, String> environment;
  private final Programs programs;

  /**
   * Reads from these.
   *
   * @param os which system
   */
  DesktopProxies(Os os, Map<String, String> environment, Programs programs) {
    this.os = os;
    this.environment = Map.copyOf(environment);
    this.programs = programs;
  }

  /** This machine's. */
  public static DesktopProxies ofThisMachine() {
    return new DesktopProxies(Os.current(), System.getenv(), DesktopProxies::ask);
  }

  /** What it is now; empty where nobody could be asked. */
  public Optional<Desktop> read() {
    return switch (os) {
      case WINDOWS ->
          programs
              .ask("reg.exe", List.of("query", WINDOWS_KEY))
              .said()
              .flatMap(DesktopProxies::windows);
      case MACOS -> programs.ask("scutil", List.of("--proxy")).said().flatMap(DesktopProxies::mac);
      case LINUX ->
          environment.getOrDefault("XDG_CURRENT_DESKTOP", "").contains("KDE")
              ? kdeFile().map(DesktopProxies::kde)
              : gnome(
                  programs.ask("gsettings", List.of("list-recursively", "org.gnome.system.proxy")));
    };
  }

  /** Where the system has no such settings, no browser follows them. */
  private static Optional<Desktop> gnome(Told told) {
    return switch (told) {
      case Told.Said(String printed) -> gnome(printed);
      case Told.Unknown _ -> Optional.of(new Desktop(Optional.empty(), false));
      case Told.Silent _ -> Optional.empty();
    };
  }

  /**
   * {@code gsettings list-recursively}: one line for each key, {@code SCHEMA KEY VALUE}. The schema
   * {@code org.gnome.system.proxy} says that {@code mode} is none, manual or auto, and that only
   * manual looks at the hosts. Without a mode it has told nothing.
   */
  static Optional<Desktop> gnome(String printed) {
    Map<String, String> all = new HashMap<>();
    printed
        .lines()
        .map(GNOME_LINE::matcher)
        .filter(Matcher::matches)
        .forEach(
            m ->
                all.put(Optional.ofNullable(m.group(1)).orElse("") + "." + m.group(2), m.group(3)));
    Optional<String> host = text(all, ".https.host").or(() -> text(all, ".socks.host"));
    return text(all, ".mode")
        .map(
            mode ->
                new Desktop(
                    host.filter(_ -> mode.equals("manual")).flatMap(DesktopProxies::place),
                    mode.equals("auto")));
  }

  /**
   * KDE's {@code kioslaverc}: in {@code [Proxy Settings]} a {@code ProxyType} of 0 none, 1 manual,
   * 2 script, 3 found by itself, 4 from the environment (KProtocolManager::ProxyType).
   */
  static Desktop kde(String file) {
    Map<String, String> all = new HashMap<>();
    String group = "";
    for (String line : file.lines().map(String::strip).toList()) {
      if (line.startsWith("[")) {
        group = line;
      } else if (group.equals("[Proxy Settings]") && line.contains("=")) {
        String[] pair = line.split("=", 2);
        all.put(pair[0].strip(), pair[1].strip());
      }
    }
    String type = all.getOrDefault("ProxyType", "0");
    Optional<String> proxy =
        text(all, "httpsProxy").or(() -> text(all, "socksProxy")).filter(_ -> type.equals("1"));
    // its own notation puts a space where others have a colon
    return new Desktop(
        proxy.map(p -> p.replace(' ', ':')).flatMap(DesktopProxies::place),
        type.equals("2") || type.equals("3"));
  }

  /**
   * {@code scutil --proxy}: a dictionary with the keys of SystemConfiguration's {@code
   * kSCPropNetProxies…}, empty where nothing is set. Without one it has told nothing.
   */
  static Optional<Desktop> mac(String printed) {
    if (!printed.contains("<dictionary>")) {
      return Optional.empty();
    }
    Map<String, String> all = pairs(printed, MAC_LINE);
    Optional<String> host =
        text(all, "HTTPSProxy")
            .filter(_ -> on(all, "HTTPSEnable"))
            .or(() -> text(all, "SOCKSProxy").filter(_ -> on(all, "SOCKSEnable")));
    return Optional.of(
        new Desktop(
            host.flatMap(DesktopProxies::place),
            on(all, "ProxyAutoConfigEnable") || on(all, "ProxyAutoDiscoveryEnable")));
  }

  /**
   * {@code reg query}: {@code NAME TYPE VALUE}. {@code ProxyServer} is one for all, or a list such
   * as {@code http=a:80;https=b:443} (WinINet, INTERNET_PROXY_INFO). The answer begins with the
   * key's own name; without that it has told nothing.
   */
  static Optional<Desktop> windows(String printed) {
    if (!printed.contains("\\Internet Settings")) {
      return Optional.empty();
    }
    Map<String, String> all = pairs(printed, WINDOWS_LINE);
    Optional<String> server = text(all, "ProxyServer").filter(_ -> on(all, "ProxyEnable"));
    return Optional.of(
        new Desktop(
            server.flatMap(DesktopProxies::forHttps).flatMap(DesktopProxies::place),
            text(all, "AutoConfigURL").isPresent()));
  }

  private static Optional<String> forHttps(String server) {
    if (!server.contains("=")) {
      return Optional.of(server);
    }
    return List.of("https=", "socks=").stream()
        .flatMap(
            kind ->
                List.of(server.split(";")).stream()
                    .filter(one -> one.startsWith(kind))
                    .map(one -> one.substring(kind.length())))
        .findFirst();
  }

  private static Optional<ProxyPlace> place(String proxy) {
    return EnvironmentProxies.proxy(proxy)
        .map(p -> SetupReader.place((InetSocketAddress) p.address()));
  }

  private static Map<String, String> pairs(String printed, Pattern line) {
    Map<String, String> all = new HashMap<>();
    printed
        .lines()
        .map(line::matcher)
        .filter(Matcher::matches)
        .forEach(m -> all.put(m.group(1), m.group(2)));
    return all;
  }

  private static Optional<String> text(Map<String, String> all, String key) {
    return Optional.ofNullable(all.get(key)).filter(v -> !v.isBlank());
  }

  private static boolean on(Map<String, String> all, String key) {
    return text(all, key).filter(v -> v.equals("1") || v.equals("0x1")).isPresent();
  }

  private Optional<String> kdeFile() {
    // the XDG specification wants relative values ignored; without a home there is nowhere to look
    Optional<Path> folder =
        whole("XDG_CONFIG_HOME").or(() -> whole("HOME").map(home -> home.resolve(".config")));
    return folder.flatMap(f -> settings(f.resolve("kioslaverc")));
  }

  private Optional<Path> whole(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(v -> !v.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  private static Optional<String> settings(Path file) {
    try {
      if (Files.notExists(file)) {
        return Optional.of("");
      }
      return Files.isRegularFile(file) && Files.size(file) <= MOST
          ? Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IOException e) {
      LOG.info("The desktop's settings cannot be read: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private static Told ask(String program, List<String> arguments) {
    Optional<Path> path = Command.program(program);
    if (path.isEmpty()) {
      return new Told.Unknown();
    }
    try {
      return switch (Command.run(path.get(), arguments, LONGEST, StandardCharsets.ISO_8859_1)) {
        case Command.Ending.Ended(int code, String printed) ->
            code == 0 ? new Told.Said(printed) : new Told.Unknown();
        case Command.Ending.Late _, Command.Ending.Endless _ -> new Told.Silent();
      };
    } catch (IOException e) {
      LOG.info("The desktop cannot be asked: {}", e.getClass().getSimpleName());
      return new Told.Silent();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Told.Silent();
    }
  }
}
