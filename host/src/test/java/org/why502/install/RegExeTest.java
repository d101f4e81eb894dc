package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.why502.install.RegExe.Ended;

@DisplayName("The Windows registry, as commands for reg.exe")
class RegExeTest {
  private static final String KEY =
      "HKCU\\Software\\Chromium\\NativeMessagingHosts\\org.why502.host";
  private final List<List<String>> commands = new ArrayList<>();

  private RegExe answering(int code, String output) {
    return new RegExe(
        command -> {
          commands.add(command);
          return new Ended(code, output);
        });
  }

  @Test
  void write() throws IOException {
    answering(0, "").write(KEY, "C:\\A b\\c.json");
    assertEquals(
        List.of(List.of("add", KEY, "/ve", "/t", "REG_SZ", "/d", "C:\\A b\\c.json", "/f")),
        commands);
  }

  @Test
  void remove() throws IOException {
    answering(0, "").remove(KEY);
    assertEquals(List.of(List.of("delete", KEY, "/f")), commands);
  }

  @Test
  void readInAnyLanguage() throws IOException {
    String output = "\r\n" + KEY + "\r\n    (Standard)    REG_SZ    C:\\A b\\c.json\r\n\r\n";
    assertEquals(Optional.of("C:\\A b\\c.json"), answering(0, output).read(KEY));
    assertEquals(List.of(List.of("query", KEY, "/ve")), commands);
  }

  /** As the documentation prints it, and a value whose name has spaces. */
  @Test
  void allBelowAKey() throws IOException {
    String key = "HKLM\\SOFTWARE\\Policies\\Google\\Chrome";
    String whole = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome";
    String output =
        """

        %1$s
            NativeMessagingUserLevelHosts    REG_DWORD    0x0

        %1$s\\NativeMessagingBlocklist
            1    REG_SZ    *
            a b    REG_SZ   \s

        """
            .formatted(whole);
    assertEquals(
        List.of(
            new Registry.Value(whole, "NativeMessagingUserLevelHosts", "REG_DWORD", "0x0"),
            new Registry.Value(whole + "\\NativeMessagingBlocklist", "1", "REG_SZ", "*"),
            new Registry.Value(whole + "\\NativeMessagingBlocklist", "a b", "REG_SZ", "")),
        answering(0, output.replace("\n", "\r\n")).below(key));
    assertEquals(List.of(List.of("query", key, "/s")), commands);
    assertEquals(List.of(), answering(1, "ERROR: not found").below(key));
  }

  @Test
  void aMissingKeyIsNoValue() throws IOException {
    assertEquals(Optional.empty(), answering(1, "ERROR: not found").read(KEY));
  }

  @Test
  void aRefusalIsSaid() {
    RegExe refusing = answering(5, "ERROR: Access is denied.");
    assertThrows(IOException.class, () -> refusing.write(KEY, "x"));
    assertThrows(IOException.class, () -> refusing.remove(KEY));
  }
}
