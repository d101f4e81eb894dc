package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged program and the home that it is installed for, below a folder of an odd name; the
 * home's own has a house as a picture, which Java can read but start nothing from. A shell makes
 * the folder and looks into it, for this Java may itself know no letter but ASCII's.
 */
@DisplayName("The packaged program in odd places")
class OddPlacesIT {
  private static final String IMAGE = Path.of("target/image").toAbsolutePath().toString();

  /** Two minutes are many times what it takes. */
  private static final int LONGEST = 120;

  /** NAME as printf(1) reads it, LOCALE as env(1) does. */
  private static final String INSTALLED_AND_TAKEN_BACK =
      """
      folder=$PWD/$(printf "$NAME")
      home="$folder/home $(printf '\\360\\237\\217\\240')"
      mkdir -p "$home/.config/chromium"
      cp -al "$IMAGE" "$folder/image"
      find "$home" >before
      why502() { env -i $LOCALE HOME="$home" "$folder/image/bin/why502" "$@"; }
      (cd / && why502 install)
      (cd / && why502 doctor)
      file=$home/.config/chromium/NativeMessagingHosts/org.why502.host.json
      [ -s "$file" ]
      (cd / && why502 uninstall)
      find "$home" | cmp before -
      """;

  @TempDir Path temporary;

  /** How a shell ended, and all that was said. */
  private record Ended(int code, String said) {}

  private Ended shell(String script, String... variables) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-eu", "-c", script)
            .directory(temporary.toFile())
            .redirectErrorStream(true);
    builder.environment().put("IMAGE", IMAGE);
    for (int i = 0; i < variables.length; i += 2) {
      builder.environment().put(variables[i], variables[i + 1]);
    }
    Path said = temporary.resolve("said");
    Process process = builder.redirectOutput(said.toFile()).start();
    try {
      assertTrue(process.waitFor(LONGEST, TimeUnit.SECONDS), "it did not end");
      return new Ended(process.exitValue(), read(said));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String read(Path said) throws IOException {
    return new String(java.nio.file.Files.readAllBytes(said), StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "two  words, LANG=C.UTF-8",
        "\"q\" 'u' $HOME `o` \\\\t, LANG=C.UTF-8",
        // hömé 家
        "h\\303\\266m\\303\\251 \\345\\256\\266, LC_ALL=C",
        "h\\303\\266m\\303\\251 \\345\\256\\266, NO=locale",
        "%0200d, NO=locale",
      })
  void isInstalledStartedAndTakenBack(String name, String locale) throws Exception {
    Ended ended = shell(INSTALLED_AND_TAKEN_BACK, "NAME", name, "LOCALE", locale);
    assertEquals(0, ended.code(), ended.said());
    assertTrue(ended.said().contains("Chromium can start the companion: "), ended.said());
  }

  /** As in a package: the scripts and the image in one folder. */
  private static final String PACKAGE =
      """
      mkdir package
      cp "$IMAGE"/../../../install/install.sh "$IMAGE"/../../../install/uninstall.sh package
      cp "$IMAGE"/../../../install/place.sh "$IMAGE"/../../../install/cache.sh package
      cp -al "$IMAGE" package/image
      """;

  @Test
  @DisplayName("the scripts of a package install it in such a home, and take it all back")
  void byTheScripts() throws Exception {
    Ended ended =
        shell(
            PACKAGE
                + """
                home="$PWD/$(printf 'h\\303\\266m\\303\\251 "q"')"
                mkdir -p "$home/.config/chromium"
                find "$home" >before
                env -i PATH="$PATH" HOME="$home" package/install.sh
                env -i HOME="$home" "$home/.local/share/why502/bin/why502" doctor
                env -i PATH="$PATH" HOME="$home" package/uninstall.sh
                find "$home" | cmp before -
                """);
    assertEquals(0, ended.code(), ended.said());
    assertTrue(ended.said().contains("Chromium can start the companion: "), ended.said());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "ada, HOME is \"ada\"",
        "/tmp/\\360\\237\\217\\240, Java starts nothing from a folder with a sign like an emoji",
      })
  @DisplayName("or say why not, and make nothing")
  void notByTheScripts(String home, String said) throws Exception {
    Ended ended =
        shell(
            PACKAGE
                + "env -i PATH=\"$PATH\" HOME=\"$(printf \"$NAME\")\" package/install.sh ||"
                + " code=$?\n"
                + "[ ! -e ada ]\n"
                + "[ ! -e \"$(printf \"$NAME\")\" ]\n"
                + "exit ${code-0}\n",
            "NAME",
            home);
    assertEquals(1, ended.code(), ended.said());
    assertTrue(ended.said().startsWith(said), ended.said());
    assertTrue(ended.said().contains("Nothing was done."), ended.said());
  }

  @Test
  @DisplayName("the scripts know the home without HOME, too")
  void noHomeForTheScripts() throws Exception {
    Ended ended =
        shell(
            PACKAGE
                + "env -i bash -euc '. package/place.sh; echo \"$why502_place\"'\n"
                + "env -i HOME= bash -euc '. package/place.sh; echo \"$why502_place\"'\n"
                + "env -i bash -c 'echo ~/.local/share/why502'\n");
    assertEquals(0, ended.code(), ended.said());
    assertEquals(1, ended.said().lines().distinct().count(), ended.said());
    assertTrue(ended.said().startsWith("/"), ended.said());
  }

  @Test
  @DisplayName("a home that is no whole path is told, and nothing is made where it was started")
  void aRelativeHome() throws Exception {
    for (String command : new String[] {"install", "install --dry-run", "uninstall", "doctor"}) {
      Ended ended =
          shell(
              "mkdir -p ada/.config/chromium; find ada >before\n"
                  + "env -i HOME=ada \"$IMAGE/bin/why502\" $COMMAND || code=$?\n"
                  + "find ada | cmp before -\n"
                  + "exit ${code-0}\n",
              "COMMAND",
              command);
      assertEquals(1, ended.code(), ended.said());
      assertEquals(
          "HOME is \"ada\", which is not the whole path of a folder. Nothing was done."
              + " Please name the folder with --home.\n",
          ended.said());
    }
  }

  @Test
  @DisplayName("without HOME, it is the home that the system knows of")
  void noHome() throws Exception {
    Ended ended = shell("env -i \"$IMAGE/bin/why502\" install --dry-run --browser chromium");
    assertEquals(0, ended.code(), ended.said());
    assertTrue(ended.said().startsWith("Chromium: "), ended.said());
    assertTrue(ended.said().contains("/.config/chromium/NativeMessagingHosts/"), ended.said());
  }

  @Test
  @DisplayName("a name that is no letters in this locale is told")
  void aHomeOfBytes() throws Exception {
    Ended ended =
        shell(
            "env -i LANG=C.UTF-8 HOME=\"/tmp/h$(printf '\\366')m\" \"$IMAGE/bin/why502\" install");
    assertEquals(1, ended.code(), ended.said());
    assertTrue(
        ended.said().startsWith("The name of your home folder cannot be read"), ended.said());
  }
}
