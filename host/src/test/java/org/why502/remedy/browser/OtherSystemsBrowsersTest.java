package org.why502.remedy.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The browsers of a Mac and of Windows, by what is recorded of such machines. */
class OtherSystemsBrowsersTest {
  private static final String URL = OtherBrowsers.FRONT_PAGE;

  /** As reg.exe prints it on an English Windows, shortened. */
  private static final String MACHINE =
      """

      HKEY_LOCAL_MACHINE\\Software\\Clients\\StartMenuInternet\\Firefox-308046B0AF4A39CB
          (Default)    REG_SZ    Mozilla Firefox

      HKEY_LOCAL_MACHINE\\Software\\Clients\\StartMenuInternet\\Firefox-308046B0AF4A39CB\\shell\\open\\command
          (Default)    REG_SZ    "C:\\Program Files\\Mozilla Firefox\\firefox.exe"

      HKEY_LOCAL_MACHINE\\Software\\Clients\\StartMenuInternet\\Firefox-308046B0AF4A39CB\\shell\\safemode\\command
          (Default)    REG_SZ    "C:\\Program Files\\Mozilla Firefox\\firefox.exe" -safe-mode

      HKEY_LOCAL_MACHINE\\Software\\Clients\\StartMenuInternet\\Half\\shell\\properties\\command
          (Default)    REG_SZ    "C:\\Program Files\\Opera\\opera.exe" --settings

      HKEY_LOCAL_MACHINE\\Software\\Clients\\StartMenuInternet\\IEXPLORE.EXE\\shell\\open\\command
          (Default)    REG_SZ    C:\\Program Files\\Internet Explorer\\iexplore.exe

      HKEY_LOCAL_MACHINE\\Software\\Clients\\StartMenuInternet\\Microsoft Edge\\shell\\open\\command
          (Default)    REG_SZ    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"

      HKEY_LOCAL_MACHINE\\Software\\Clients\\StartMenuInternet\\Google Chrome\\shell\\open\\command
          (Default)    REG_SZ    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"
      """
          .replace("\n", "\r\n");

  /** A person's own, on a German Windows. */
  private static final String PERSON =
      """

      HKEY_CURRENT_USER\\Software\\Clients\\StartMenuInternet\\Chromium.X4\\shell\\open\\command
          (Standard)    REG_SZ    "C:\\Users\\a b\\AppData\\Local\\Chromium\\Application\\chrome.exe"

      HKEY_CURRENT_USER\\Software\\Clients\\StartMenuInternet\\VivaldiX\\shell\\open\\Command
          (Standard)    REG_EXPAND_SZ    C:\\Users\\a b\\AppData\\Local\\Vivaldi\\Application\\vivaldi.exe -- "%1"

      HKEY_CURRENT_USER\\Software\\Clients\\StartMenuInternet\\Odd\\shell\\open\\command
          (Standard)    REG_SZ    rundll32 something
          DelegateExecute    REG_SZ    {11DBB47C-A525-400B-9E80-A54615A090C0}
      """;

  @Test
  void windows_tells_in_its_registry_how_each_is_started() {
    assertEquals(
        List.of(
            new Installed(
                Product.FIREFOX, "C:\\Program Files\\Mozilla Firefox\\firefox.exe", List.of(URL)),
            new Installed(
                Product.CHROMIUM,
                "C:\\Users\\a b\\AppData\\Local\\Chromium\\Application\\chrome.exe",
                List.of(URL)),
            new Installed(
                Product.EDGE,
                "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
                List.of(URL)),
            new Installed(
                Product.VIVALDI,
                "C:\\Users\\a b\\AppData\\Local\\Vivaldi\\Application\\vivaldi.exe",
                List.of(URL))),
        WindowsBrowsers.find(
            List.of(MACHINE, MACHINE, PERSON, "ERROR: The system was unable to find the key."),
            path -> !path.contains("Google"),
            URL));
  }

  @Test
  void a_mac_keeps_them_in_two_folders_and_opens_them_by_their_ids() {
    Set<String> there =
        Set.of(
            "/Applications/Safari.app/Contents/Info.plist",
            "/Applications/Brave Browser.app/Contents/Info.plist",
            "/Users/a/Applications/Firefox.app/Contents/Info.plist");
    assertEquals(
        List.of(
            new Installed(
                Product.FIREFOX, "/usr/bin/open", List.of("-b", "org.mozilla.firefox", URL)),
            new Installed(Product.BRAVE, "/usr/bin/open", List.of("-b", "com.brave.Browser", URL)),
            new Installed(Product.SAFARI, "/usr/bin/open", List.of("-b", "com.apple.Safari", URL))),
        MacBrowsers.find("/Users/a", there::contains, URL));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "NONE",
      value = {
        "/usr/lib/firefox-esr/firefox-esr,FIREFOX_ESR",
        "/usr/lib/firefox/firefox,FIREFOX",
        "/usr/lib/chromium/chromium,CHROMIUM",
        "/opt/google/chrome/chrome,CHROME",
        "/home/a/chrome-linux/chrome,NONE",
        "/opt/brave.com/brave/brave,BRAVE",
        "/opt/vivaldi/vivaldi-bin,VIVALDI",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome,CHROME",
        "/Applications/Firefox.app/Contents/MacOS/firefox,FIREFOX",
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe,CHROME",
        "/usr/bin/dash,NONE",
        "/opt/tor-browser/Browser/firefox.real,NONE"
      })
  void whose_program_it_is_tells_its_path(String path, String product) {
    assertEquals(Optional.ofNullable(product).map(Product::valueOf), Product.ofProgram(path));
  }
}
