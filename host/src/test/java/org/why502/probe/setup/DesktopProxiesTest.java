package org.why502.probe.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.evidence.Setup.Desktop;
import org.why502.evidence.Setup.ProxyPlace;
import org.why502.probe.setup.DesktopProxies.Told;
import org.why502.system.Os;

/** What each system prints of its proxy, and what of it is kept. */
class DesktopProxiesTest {
  private static final Desktop NOTHING = new Desktop(Optional.empty(), false);

  @TempDir Path folder;

  private static final String GNOME =
      """
      org.gnome.system.proxy autoconfig-url 'http://wpad.secret.example/proxy.pac'
      org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1']
      org.gnome.system.proxy mode '%s'
      org.gnome.system.proxy use-same-proxy true
      org.gnome.system.proxy.ftp host ''
      org.gnome.system.proxy.ftp port 0
      org.gnome.system.proxy.http authentication-password 'secret'
      org.gnome.system.proxy.http enabled false
      org.gnome.system.proxy.http host '192.168.1.9'
      org.gnome.system.proxy.http port 8080
      org.gnome.system.proxy.https host '%s'
      org.gnome.system.proxy.https port 8080
      org.gnome.system.proxy.socks host '%s'
      org.gnome.system.proxy.socks port 1080
      """;

  @ParameterizedTest
  @CsvSource({
    "manual, 127.0.0.1, '', LOOPBACK, false",
    "manual, '', 10.0.0.8, PRIVATE, false",
    "manual, proxy.example.org, '', OTHER, false",
    "manual, '', '', , false",
    "none, 127.0.0.1, '', , false",
    "auto, 127.0.0.1, '', , true",
  })
  void gnome(String mode, String https, String socks, ProxyPlace place, boolean script) {
    Desktop desktop = DesktopProxies.gnome(GNOME.formatted(mode, https, socks)).orElseThrow();
    assertEquals(new Desktop(Optional.ofNullable(place), script), desktop);
    assertFalse(desktop.toString().contains("secret"));
  }

  private static final String KDE =
      """
      [$Version]
      update_info=kioslave.upd:kde2.2/r1

      [Other]
      ProxyType=1

      [Proxy Settings]
      NoProxyFor=
      Proxy Config Script=
      ProxyType=%s
      httpProxy=http://192.168.1.9 3128
      httpsProxy=%s
      socksProxy=
      """;

  @ParameterizedTest
  @CsvSource({
    "1, http://127.0.0.1 3128, LOOPBACK, false",
    "1, http://proxy.example.org:3128, OTHER, false",
    "0, http://127.0.0.1 3128, , false",
    "4, http://127.0.0.1 3128, , false",
    "2, '', , true",
    "3, '', , true",
  })
  void kde(String type, String https, ProxyPlace place, boolean script) {
    assertEquals(
        new Desktop(Optional.ofNullable(place), script),
        DesktopProxies.kde(KDE.formatted(type, https)));
  }

  private static final String MAC =
      """
      <dictionary> {
        ExceptionsList : <array> {
          0 : *.local
          1 : 169.254/16
        }
        FTPPassive : 1
        HTTPEnable : 1
        HTTPPort : 8080
        HTTPProxy : 192.168.1.9
        HTTPSEnable : %d
        HTTPSPort : 8080
        HTTPSProxy : 127.0.0.1
        ProxyAutoConfigEnable : %d
        ProxyAutoConfigURLString : http://wpad.secret.example/proxy.pac
        SOCKSEnable : %d
        SOCKSProxy : 10.0.0.8
      }
      """;

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, LOOPBACK, false",
    "0, 0, 1, PRIVATE, false",
    "0, 1, 0, , true",
    "0, 0, 0, , false",
  })
  void mac(int https, int script, int socks, ProxyPlace place, boolean decides) {
    assertEquals(
        new Desktop(Optional.ofNullable(place), decides),
        DesktopProxies.mac(MAC.formatted(https, script, socks)).orElseThrow());
  }

  private static final String WINDOWS =
      """

      HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings
          User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)
          MigrateProxy    REG_DWORD    0x1
          ProxyEnable    REG_DWORD    %s
          ProxyServer    REG_SZ    %s
          ProxyOverride    REG_SZ    *.secret.example;<local>
          AutoConfigURL    REG_SZ    %s
      """;

  @ParameterizedTest
  @CsvSource({
    "0x1, 127.0.0.1:8888, '', LOOPBACK, false",
    "0x1, http=a.example:80;https=192.168.0.2:443, '', PRIVATE, false",
    "0x1, http=a.example:80, '', , false",
    "0x0, 127.0.0.1:8888, '', , false",
    "0x0, 127.0.0.1:8888, http://wpad.secret.example/proxy.pac, , true",
  })
  void windows(String on, String server, String url, ProxyPlace place, boolean script) {
    Desktop desktop =
        DesktopProxies.windows(WINDOWS.formatted(on, server, url).replace("\n", "\r\n"))
            .orElseThrow();
    assertEquals(new Desktop(Optional.ofNullable(place), script), desktop);
    assertFalse(desktop.toString().contains("secret"));
  }

  @Test
  void garbage_tells_nothing_and_is_not_taken_for_no_proxy() {
    for (String garbage : List.of("", "\0\0", "ERROR: nothing", "x ".repeat(20_000))) {
      assertEquals(Optional.empty(), DesktopProxies.gnome(garbage));
      assertEquals(Optional.empty(), DesktopProxies.mac(garbage));
      assertEquals(Optional.empty(), DesktopProxies.windows(garbage));
      // a file of settings that sets none is one that sets none
      assertEquals(NOTHING, DesktopProxies.kde(garbage));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, gsettings",
    "Mac OS X, scutil",
    "Windows 11, reg.exe",
  })
  void each_system_is_asked_by_one_program_of_its_own(String os, String program) {
    List<String> asked = new ArrayList<>();
    DesktopProxies here =
        new DesktopProxies(
            Os.named(os),
            Map.of("SystemRoot", "D:\\Win"),
            (name, _) -> {
              asked.add(name);
              return new Told.Silent();
            });
    assertEquals(Optional.empty(), here.read());
    assertEquals(List.of(program), asked);
  }

  @Test
  void kde_is_asked_by_its_file() throws IOException {
    Map<String, String> environment =
        Map.of("XDG_CURRENT_DESKTOP", "KDE", "XDG_CONFIG_HOME", folder.toString());
    DesktopProxies here =
        new DesktopProxies(
            Os.named("Linux"),
            environment,
            (_, _) -> {
              throw new AssertionError("no program is run");
            });
    assertEquals(Optional.of(NOTHING), here.read());
    Files.writeString(folder.resolve("kioslaverc"), KDE.formatted("1", "http://127.0.0.1 3128"));
    assertEquals(Optional.of(new Desktop(Optional.of(ProxyPlace.LOOPBACK), false)), here.read());
  }

  /** The XDG specification wants it ignored; it would be looked for wherever we happen to be. */
  @Test
  void a_relative_folder_of_settings_is_no_folder() throws IOException {
    Files.createDirectories(folder.resolve(".config"));
    Files.writeString(
        folder.resolve(".config/kioslaverc"), KDE.formatted("1", "http://127.0.0.1 3128"));
    Map<String, String> desktop = Map.of("XDG_CURRENT_DESKTOP", "KDE", "XDG_CONFIG_HOME", "target");
    Map<String, String> environment = new java.util.HashMap<>(desktop);
    assertEquals(Optional.empty(), read(environment), "nowhere to look is not no proxy");
    environment.put("HOME", folder.toString());
    assertEquals(
        Optional.of(new Desktop(Optional.of(ProxyPlace.LOOPBACK), false)), read(environment));
  }

  /** Nobody can have set by it what a machine does not have; what is late may say anything. */
  @Test
  void settings_that_are_not_there_set_nothing_and_late_ones_are_open() {
    assertEquals(Optional.of(NOTHING), gnome(new Told.Unknown()));
    assertEquals(Optional.empty(), gnome(new Told.Silent()));
    for (String other : List.of("Mac OS X", "Windows 11")) {
      // these always have theirs: where it is not found, it is not known
      DesktopProxies there =
          new DesktopProxies(Os.named(other), Map.of(), (_, _) -> new Told.Unknown());
      assertEquals(Optional.empty(), there.read(), other);
    }
  }

  private static Optional<Desktop> gnome(Told told) {
    return new DesktopProxies(Os.named("Linux"), Map.of(), (_, _) -> told).read();
  }

  private static Optional<Desktop> read(Map<String, String> environment) {
    return new DesktopProxies(Os.named("Linux"), environment, (_, _) -> new Told.Silent()).read();
  }
}
