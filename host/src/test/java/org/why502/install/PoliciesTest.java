package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.why502.system.Os;

/** On Linux they are tried with the doctor ({@link HindrancesTest}). */
@DisplayName("Policies about companions, where Windows and macOS keep them")
class PoliciesTest {
  private static final String HOST = "org.why502.host";
  private static final String USER_HOSTS = "NativeMessagingUserLevelHosts";
  private static final String BLOCKED = "NativeMessagingBlocklist";
  private static final String ALLOWED = "NativeMessagingAllowlist";

  @TempDir Path root;

  private final MemoryRegistry registry = new MemoryRegistry();

  /** As the table has it for a browser of this code. */
  private static Optional<Hindrance> against(Policy.Source source, Os os, String code) {
    ChromiumPolicies policies = new ChromiumPolicies(source, HOST, "install");
    Browser row = Browsers.known().named(code).orElseThrow();
    return Optional.ofNullable(row.policies().get(os)).flatMap(policies::against);
  }

  private Optional<Hindrance> onWindows(String code) {
    return against(new WindowsPolicies(registry), Os.WINDOWS, code);
  }

  /** The registry calls a hive by its long name, and knows no capitals. */
  private static Registry.Value value(String hive, String below, String type, String data) {
    int last = below.lastIndexOf('\\');
    return new Registry.Value(
        hive + "\\Software\\Policies\\Google\\Chrome" + below.substring(0, Math.max(0, last)),
        below.substring(last + 1),
        type,
        data);
  }

  private void machine(Registry.Value... values) {
    registry.trees.put("HKLM\\SOFTWARE\\Policies\\Google\\Chrome", List.of(values));
  }

  @Test
  void a_number_of_nought_keeps_out_what_one_person_installed() {
    assertEquals(Optional.empty(), onWindows("chrome"));
    machine(value("HKEY_LOCAL_MACHINE", USER_HOSTS, "REG_DWORD", "0x0"));
    String key = "HKLM\\SOFTWARE\\Policies\\Google\\Chrome";
    for (String code : List.of("chrome", "chrome-beta", "chrome-unstable")) {
      assertEquals(
          Optional.of(new Hindrance.OnlyForEverybody(key, "install")), onWindows(code), code);
    }
    assertEquals(Optional.empty(), onWindows("edge"));
    assertEquals(Optional.empty(), onWindows("opera"), "nobody tells for sure where it looks");
    machine(value("HKEY_LOCAL_MACHINE", USER_HOSTS, "REG_DWORD", "0x1"));
    assertEquals(Optional.empty(), onWindows("chrome"));
    machine(value("HKEY_LOCAL_MACHINE", USER_HOSTS, "REG_SZ", "false"));
    assertEquals(Optional.empty(), onWindows("chrome"), "a word is no yes and no no");
  }

  @Test
  void the_machines_word_counts_before_the_persons() {
    registry.trees.put(
        "HKCU\\SOFTWARE\\Policies\\Google\\Chrome",
        List.of(value("HKEY_CURRENT_USER", USER_HOSTS, "REG_DWORD", "0x0")));
    machine(value("HKEY_LOCAL_MACHINE", USER_HOSTS, "REG_DWORD", "0x1"));
    assertEquals(Optional.empty(), onWindows("chrome"));
    machine();
    assertEquals(
        Optional.of(
            new Hindrance.OnlyForEverybody("HKCU\\SOFTWARE\\Policies\\Google\\Chrome", "install")),
        onWindows("chrome"));
  }

  @Test
  void lists_are_keys_with_numbered_values() {
    String list = "\\" + BLOCKED + "\\";
    machine(
        value("HKEY_LOCAL_MACHINE", list + "1", "REG_SZ", "com.example"),
        value("HKEY_LOCAL_MACHINE", list + "2", "REG_SZ", "*"));
    Optional<Hindrance> forbidden =
        Optional.of(
            new Hindrance.Forbidden("HKLM\\SOFTWARE\\Policies\\Google\\Chrome\\" + BLOCKED));
    assertEquals(forbidden, onWindows("chrome"));
    machine(
        value("HKEY_LOCAL_MACHINE", list + "1", "REG_SZ", "*"),
        value("HKEY_LOCAL_MACHINE", "\\" + ALLOWED + "\\1", "REG_SZ", HOST));
    assertEquals(Optional.empty(), onWindows("chrome"));
    machine(value("HKEY_LOCAL_MACHINE", "\\Recommended" + list + "1", "REG_SZ", "*"));
    assertEquals(Optional.empty(), onWindows("chrome"), "what is only recommended forbids nothing");
  }

  /** What plutil(1) would print stands in the file: here a script shows it as it is. */
  private Optional<Hindrance> onMac(Map<String, String> files) throws IOException {
    Path plutil =
        Files.writeString(
            root.resolve("plutil"),
            "#!/bin/sh\n[ \"$1 $2 $3 $4\" = '-convert xml1 -o -' ] && exec cat \"$5\"\n");
    Files.setPosixFilePermissions(plutil, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path there = root.resolve("Library/Managed Preferences").resolve(file.getKey());
      Files.createDirectories(there.getParent());
      Files.writeString(
          there, "<plist version=\"1.0\">\n<dict>\n" + file.getValue() + "</dict>\n</plist>\n");
    }
    return against(new MacPolicies(root, "reader", plutil), Os.MACOS, "chrome");
  }

  private static String list(String name, String... words) {
    return "\t<key>%s</key>\n\t<array>\n\t\t<string>%s</string>\n\t</array>\n"
        .formatted(name, String.join("</string>\n\t\t<string>", words));
  }

  @Test
  void managed_preferences_are_read_as_xml() throws IOException {
    assertEquals(Optional.empty(), onMac(Map.of()));
    String other = "\t<key>Since</key>\n\t<date>2026-11-01T00:00:00Z</date>\n";
    String file = "com.google.Chrome.plist";
    Path there = root.resolve("Library/Managed Preferences").resolve(file);
    assertEquals(
        Optional.of(new Hindrance.OnlyForEverybody(there.toString(), "install")),
        onMac(Map.of(file, other + "\t<key>" + USER_HOSTS + "</key>\n\t<false/>\n")));
    assertEquals(
        Optional.of(new Hindrance.Forbidden(there.toString())),
        onMac(Map.of(file, other + list(BLOCKED, "com.example", "*"))));
    assertEquals(Optional.empty(), onMac(Map.of(file, list(BLOCKED, "*") + list(ALLOWED, HOST))));
    assertEquals(
        Optional.empty(), onMac(Map.of(file, "\t<key>" + BLOCKED + "</key>\n\t<array/>\n")));
  }

  @Test
  void a_persons_own_preferences_count_before_the_machines() throws IOException {
    String flag = "\t<key>" + USER_HOSTS + "</key>\n\t<%s/>\n";
    assertEquals(
        Optional.empty(),
        onMac(
            Map.of(
                "com.google.Chrome.plist", flag.formatted("false"),
                "reader/com.google.Chrome.plist", flag.formatted("true"))));
  }
}
