package org.why502.remedy.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.why502.remedy.browser.OtherBrowsers.Where;
import org.why502.system.Command;
import org.why502.system.Launcher;

/** Browsers really started: small scripts in their place, which write down what they are given. */
@Timeout(60)
class OtherBrowsersTest {
  private static final Duration WATCHED = Duration.ofMillis(600);

  @TempDir Path root;

  @AfterEach
  void whatWasStarted() throws IOException {
    if (Files.exists(root.resolve("pid"))) {
      long pid = Long.parseLong(Files.readString(root.resolve("pid")).strip());
      ProcessHandle.of(pid).ifPresent(Command::end);
    }
  }

  // ---- which

  @Test
  void another_engine_comes_first_and_the_browser_that_asks_never() throws Exception {
    ParentBrowser chrome = parent(Lineage.CHROMIUM, Product.CHROME);
    assertEquals(
        new Opening.NotStarted("GNOME Web"),
        opened(chrome, Product.CHROME, Product.EDGE, Product.GNOME_WEB));
    assertEquals(
        new Opening.NotStarted("Microsoft Edge"), opened(chrome, Product.CHROME, Product.EDGE));
    assertEquals(new Opening.None(), opened(chrome, Product.CHROME));
    assertEquals(Set.of(Where.CLEAN_PROFILE), browsers(chrome, List.of(at(Product.CHROME))).can());
  }

  @Test
  void a_person_chooses_among_those_that_are_listed_and_nothing_else_is_ever_opened()
      throws Exception {
    ParentBrowser chrome = parent(Lineage.CHROMIUM, Product.CHROME);
    OtherBrowsers browsers =
        browsers(
            chrome,
            List.of(
                at(Product.FIREFOX_ESR), at(Product.CHROME), at(Product.EDGE), at(Product.ZEN)));
    assertEquals(
        List.of(
            new OtherBrowsers.Choice("firefox-esr", "Firefox ESR"),
            new OtherBrowsers.Choice("zen", "Zen"),
            new OtherBrowsers.Choice("edge", "Microsoft Edge")),
        browsers.others());
    assertEquals(
        new Opening.NotStarted("Microsoft Edge"),
        browsers.open(Where.ANOTHER, Optional.of("edge")));
    for (String none :
        List.of("chrome", "brave", "EDGE", "", "/usr/bin/edge", "Microsoft Edge", "edge; reboot")) {
      assertEquals(
          new Opening.None(), browsers.open(Where.ANOTHER, Optional.of(none)), "opened: " + none);
    }
  }

  /** A Chrome that we do not know may be the very browser that fails. */
  @Test
  void where_it_cannot_be_told_who_asks_only_another_engine_is_another() throws Exception {
    ParentBrowser some = new ParentBrowser(Optional.of(Lineage.CHROMIUM), Optional.empty());
    assertEquals(new Opening.None(), opened(some, Product.CHROME, Product.EDGE));
    assertEquals(new Opening.NotStarted("Firefox"), opened(some, Product.CHROME, Product.FIREFOX));
    OtherBrowsers byNobody = browsers(ParentBrowser.UNKNOWN, List.of(at(Product.FIREFOX)));
    assertEquals(Set.of(), byNobody.can());
    assertEquals(new Opening.None(), byNobody.open(Where.ANOTHER, Optional.empty()));
    assertEquals(new Opening.None(), byNobody.open(Where.CLEAN_PROFILE, Optional.empty()));
  }

  @Test
  void a_browser_in_a_box_of_its_own_has_no_new_profile_from_here() {
    for (String program :
        List.of("/snap/firefox/1/usr/lib/firefox/firefox", "/tmp/.mount_a/firefox")) {
      ParentBrowser boxed =
          new ParentBrowser(
              Optional.of(Lineage.GECKO),
              Optional.of(new ParentBrowser.Running(Product.FIREFOX, program)));
      assertEquals(Set.of(), browsers(boxed, List.of()).can());
    }
  }

  /**
   * As on a machine that others keep busy: what comes some hundred milliseconds late is promised.
   */
  @Test
  void what_a_busy_machine_finds_late_is_promised() {
    OtherBrowsers late =
        new OtherBrowsers(
            () -> parent(Lineage.GECKO, Product.FIREFOX),
            () -> {
              Thread.sleep(400);
              return List.of(at(Product.CHROME));
            },
            new TemporaryProfiles(root, _ -> true),
            launcher(Map.of()));
    assertEquals(Set.of(Where.ANOTHER, Where.CLEAN_PROFILE), late.can());
    assertEquals(1, late.others().size());
  }

  /** A disk that sleeps must not hold up the first words. */
  @Test
  void what_is_not_known_in_time_is_not_promised_and_a_person_who_presses_waits() throws Exception {
    CountDownLatch found = new CountDownLatch(1);
    OtherBrowsers slow =
        new OtherBrowsers(
            () -> parent(Lineage.GECKO, Product.FIREFOX),
            () -> {
              found.await();
              return List.of(at(Product.CHROME));
            },
            new TemporaryProfiles(root, _ -> true),
            launcher(Map.of()));
    assertEquals(Set.of(), slow.can());
    found.countDown();
    assertEquals(
        new Opening.NotStarted("Google Chrome"), slow.open(Where.ANOTHER, Optional.empty()));
    assertEquals(Set.of(Where.ANOTHER, Where.CLEAN_PROFILE), slow.can());
  }

  // ---- started

  @Test
  void it_is_given_the_front_page_and_nothing_of_the_parents_and_goes_on_without_us()
      throws Exception {
    Map<String, String> dirty =
        Map.of(
            "MOZ_CRASHREPORTER", "1",
            "XRE_PROFILE_PATH", "/theirs",
            "SNAP", "/snap/x",
            "SNAP_NAME", "x",
            "LD_LIBRARY_PATH", "/theirs",
            "CHROME_WRAPPER", "/theirs",
            "DESKTOP_STARTUP_ID", "1",
            "DISPLAY", ":7",
            "PATH", "/usr/bin:/bin");
    Path program = script("env > $0.env; echo \"$@\" > $0.args; echo $$ > pid; exec sleep 86437");
    OtherBrowsers browsers =
        new OtherBrowsers(
            () -> parent(Lineage.GECKO, Product.FIREFOX),
            () ->
                List.of(
                    new Installed(
                        Product.CHROMIUM,
                        program.toString(),
                        List.of("--new tab", OtherBrowsers.FRONT_PAGE))),
            new TemporaryProfiles(root, _ -> true),
            launcher(dirty));
    assertEquals(new Opening.Opened("Chromium"), browsers.open(Where.ANOTHER, Optional.empty()));
    assertEquals("--new tab https://archiveofourown.org/", read("browser.args"));
    List<String> environment =
        read("browser.env").lines().filter(l -> !l.matches("(_|PWD|SHLVL|OLDPWD)=.*")).toList();
    assertEquals(Set.of("DISPLAY=:7", "PATH=/usr/bin:/bin"), Set.copyOf(environment));
    long pid = Long.parseLong(read("pid"));
    assertTrue(ProcessHandle.of(pid).orElseThrow().isAlive());
    String session = Files.readString(Path.of("/proc/" + pid + "/stat")).replaceAll("^.*\\) ", "");
    assertEquals(Long.toString(pid), session.split(" ")[3], "it leads a session of its own");
  }

  @Test
  void one_that_hands_the_address_to_an_open_window_has_opened_it_and_one_that_fails_has_not()
      throws Exception {
    assertEquals(new Opening.Opened("Chromium"), openedWith(script("exit 0")));
    assertEquals(new Opening.NotStarted("Chromium"), openedWith(script("exit 1")));
    assertEquals(new Opening.NotStarted("Chromium"), openedWith(root.resolve("missing")));
  }

  @Test
  void a_new_profile_is_given_to_the_very_browser_that_asks_and_stays_while_that_runs()
      throws Exception {
    Path program = script("echo \"$@\" > $0.args; echo $$ > pid; sleep 86437; exit 0");
    ParentBrowser parent =
        new ParentBrowser(
            Optional.of(Lineage.GECKO),
            Optional.of(new ParentBrowser.Running(Product.FIREFOX, program.toString())));
    OtherBrowsers browsers = browsers(parent, List.of());
    assertEquals(Set.of(Where.CLEAN_PROFILE), browsers.can());
    assertEquals(
        new Opening.Opened("Firefox"), browsers.open(Where.CLEAN_PROFILE, Optional.empty()));
    String[] words = read("browser.args").split(" ");
    assertEquals(List.of("--new-instance", "--profile"), List.of(words).subList(0, 2));
    assertEquals(OtherBrowsers.FRONT_PAGE, words[3]);
    Path profile = Path.of(words[2]);
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(profile)));
    assertTrue(Files.readString(profile.resolve("user.js")).contains("aboutwelcome"));
    // as another companion, that starts later
    assertEquals(0, SweepElsewhere.in(profile.getParent()).waitFor());
    assertTrue(Files.isDirectory(profile), "the browser runs");
  }

  @Test
  void chromium_is_told_its_profile_in_its_own_words() {
    assertEquals(
        List.of(
            "--user-data-dir=/p",
            "--no-first-run",
            "--no-default-browser-check",
            "https://archiveofourown.org/"),
        OtherBrowsers.arguments(Lineage.CHROMIUM, Path.of("/p")));
  }

  private static ParentBrowser parent(Lineage lineage, Product product) {
    return new ParentBrowser(
        Optional.of(lineage), Optional.of(new ParentBrowser.Running(product, "/no/such/program")));
  }

  private static Installed at(Product product) {
    return new Installed(product, "/no/such/program", List.of(OtherBrowsers.FRONT_PAGE));
  }

  private Opening opened(ParentBrowser parent, Product... products) throws InterruptedException {
    return browsers(parent, List.of(products).stream().map(OtherBrowsersTest::at).toList())
        .open(Where.ANOTHER, Optional.empty());
  }

  private Opening openedWith(Path program) throws InterruptedException {
    return browsers(
            parent(Lineage.GECKO, Product.FIREFOX),
            List.of(new Installed(Product.CHROMIUM, program.toString(), List.of())))
        .open(Where.ANOTHER, Optional.empty());
  }

  private OtherBrowsers browsers(ParentBrowser parent, List<Installed> installed) {
    return new OtherBrowsers(
        () -> parent, () -> installed, new TemporaryProfiles(root, _ -> true), launcher(Map.of()));
  }

  private Launcher launcher(Map<String, String> environment) {
    return new Launcher(environment, root, Command.program("setsid"), WATCHED);
  }

  private Path script(String text) throws IOException {
    Path file = Files.writeString(root.resolve("browser"), "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private String read(String name) throws IOException {
    return Files.readString(root.resolve(name)).strip();
  }
}
