package org.why502.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.evidence.Sighting;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.RemedyCode;

/** The short way says what the mapper says, byte for byte, or leaves it to the mapper. */
class FirstWordsTest {
  private static final String HELLO = "{\"type\":\"hello\",\"protocol\":1,\"version\":\"0.1.0\"}";

  /** Each time the same, so that what fails once fails again. */
  private static final long SEED = 502;

  /** How much had been said each time that a diagnosis was to be made ready. */
  private final List<Integer> prepared = new ArrayList<>();

  static List<String> spellings() {
    return List.of(
        HELLO,
        HELLO.replace("0.1.0", ""),
        HELLO.replace("0.1.0", "65535.65535.65535.65535"),
        HELLO.replace("0.1.0", "1".repeat(500)),
        HELLO.replace("0.1.0", "x".repeat(1_000_000)),
        HELLO.replace("0.1.0", "0.1.0-beta"),
        HELLO.replace("0.1.0", "\\u0030.1.0"),
        HELLO.replace("0.1.0", "0\\n"),
        HELLO.replace("0.1.0", "0\n"),
        HELLO.replace("0.1.0", "\u00e9"),
        HELLO.replace("0.1.0", "0\",\"version\":\"0"),
        HELLO.replace("\"0.1.0\"", "null"),
        HELLO.replace("\"0.1.0\"", "7"),
        HELLO.replace("hello", "h\\u0065llo"),
        HELLO.replace("hello", "Hello"),
        HELLO.replace("\"type\"", "\"t\\u0079pe\""),
        HELLO.replace(":", " : "),
        HELLO.replace(",", ",\n\t"),
        " " + HELLO,
        HELLO + "\n",
        HELLO + "x",
        HELLO + HELLO,
        HELLO + "\0",
        "\ufeff" + HELLO,
        "[" + HELLO + "]",
        "{\"protocol\":1,\"type\":\"hello\",\"version\":\"0.1.0\"}",
        "{\"version\":\"0.1.0\",\"protocol\":1,\"type\":\"hello\"}",
        HELLO.replace("}", ",\"id\":\"7\"}"),
        HELLO.replace("}", ",\"more\":{\"a\":[1,2,{}]}}"),
        HELLO.replace("}", ",\"type\":\"hello\"}"),
        HELLO.replace("}", ",\"type\":\"cancel\"}"),
        HELLO.replace("}", ",\"protocol\":2}"),
        HELLO.replace("}", ",\"deep\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
        HELLO.replace(":1,", ":2,"),
        HELLO.replace(":1,", ":0,"),
        HELLO.replace(":1,", ":-1,"),
        HELLO.replace(":1,", ":01,"),
        HELLO.replace(":1,", ":1.0,"),
        HELLO.replace(":1,", ":1e0,"),
        HELLO.replace(":1,", ":\"1\","),
        HELLO.replace(":1,", ":true,"),
        HELLO.replace(":1,", ":99999999999,"),
        HELLO.replace("\"protocol\":1,", ""),
        HELLO.replace("}", ""),
        HELLO.replace("\"}", "}"),
        HELLO.replace("\"", "'"),
        HELLO.replace("}", ",}"),
        HELLO.replace("}", "/**/}"),
        "{}",
        "",
        "{\"type\":\"hello\"}",
        "{\"type\":\"cancel\",\"id\":\"1\"}");
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void every_spelling_is_answered_as_by_the_mapper_alone(String spelling) throws IOException {
    same(spelling.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void what_is_no_utf8_is_left_to_the_mapper() throws IOException {
    byte[] body = HELLO.getBytes(StandardCharsets.US_ASCII);
    body[body.length - 3] = (byte) 0xC3;
    same(body);
    same(HELLO.getBytes(StandardCharsets.UTF_16LE));
    same(HELLO.getBytes(StandardCharsets.UTF_16));
  }

  @Test
  void the_extensions_own_greeting_goes_the_short_way() throws IOException {
    String file =
        Files.readString(Path.of("src/test/resources/messages/to-host/hello.json")).strip();
    assertEquals(
        Optional.of(new Request.Hello(1, "0.1.0")),
        FirstWords.hello(file.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_greeting_that_was_changed_anywhere_means_what_it_means_to_the_mapper() throws IOException {
    Random random = new Random(SEED);
    int known = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] body = changed(HELLO.getBytes(StandardCharsets.US_ASCII), random);
      Optional<Request.Hello> hello = FirstWords.hello(body);
      if (hello.isPresent()) {
        known++;
        assertEquals(hello.get(), request(body), () -> Arrays.toString(body));
      }
      if (i % 50 == 0) {
        same(body);
      }
    }
    assertTrue(known > 100, "some of them only have another version, and " + known + " were known");
  }

  /** One to three bytes of it overwritten, left out, put in or doubled. */
  private static byte[] changed(byte[] body, Random random) {
    String letters = "{}\"\\:,.019hx \n\0\u00c3";
    StringBuilder text = new StringBuilder(new String(body, StandardCharsets.ISO_8859_1));
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      char letter =
          random.nextBoolean()
              ? letters.charAt(random.nextInt(letters.length()))
              : (char) random.nextInt(256);
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, letter);
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.insert(at, letter);
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 5)));
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Request request(byte[] body) {
    try {
      return Wire.request(body);
    } catch (Refusal refusal) {
      throw new AssertionError("the mapper refuses it: " + refusal.code(), refusal);
    }
  }

  // ---- the answer

  @Test
  void a_welcome_is_what_the_mapper_writes() {
    Random random = new Random(SEED);
    List<String> all = Arrays.stream(RemedyCode.values()).map(WireName::of).sorted().toList();
    OfferedBrowser edge = new OfferedBrowser("edge", "Microsoft Edge");
    for (Reply.Welcome usual :
        List.of(
            new Reply.Welcome(1, "0.1.0", "linux", List.of(), List.of()),
            new Reply.Welcome(1, "0.1.0", "linux", all, List.of(edge)),
            new Reply.Welcome(-7, "", "", List.of("", "a"), List.of(edge, edge)))) {
      assertArrayEquals(Wire.reply(usual), FirstWords.welcome(usual).orElseThrow());
    }
    int plain = 0;
    for (int i = 0; i < 5_000; i++) {
      Reply.Welcome drawn =
          new Reply.Welcome(
              random.nextInt(),
              drawn(random),
              drawn(random),
              List.of(drawn(random), drawn(random)),
              List.of(new OfferedBrowser(drawn(random), drawn(random))));
      Optional<byte[]> written = FirstWords.welcome(drawn);
      if (written.isPresent()) {
        plain++;
        assertArrayEquals(Wire.reply(drawn), written.get(), drawn::toString);
      }
    }
    assertTrue(plain > 100 && plain < 4_900, "both kinds are drawn; plain were " + plain);
  }

  /** Every letter that is seen comes, and now and then one that has rules of its own. */
  private static String drawn(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(
          (char) (random.nextInt(30) == 0 ? random.nextInt(0x800) : random.nextInt(' ', 0x7f)));
    }
    return text.toString();
  }

  @Test
  void a_name_with_letters_of_its_own_is_written_by_the_mapper() throws IOException {
    String name = "\u042f\u043d\u0434\u0435\u043a\u0441 \"B\"\n";
    byte[] said = said(HELLO.getBytes(StandardCharsets.US_ASCII), name);
    assertEquals(
        name,
        Json.MAPPER
            .readTree(Arrays.copyOfRange(said, 4, said.length))
            .at("/browsers/0/name")
            .textValue());
  }

  @Test
  void nothing_is_made_ready_before_the_welcome_is_out() throws IOException {
    byte[] said = said(HELLO.getBytes(StandardCharsets.US_ASCII), "Firefox");
    assertEquals(List.of(said.length), prepared);
    said(HELLO.replace(":1,", ":2,").getBytes(StandardCharsets.US_ASCII), "Firefox");
    said("{}".getBytes(StandardCharsets.US_ASCII), "Firefox");
    assertEquals(1, prepared.size(), "for who was greeted alone");
  }

  // ---- both ways

  /** The whole answer equals the one to what the mapper makes of it. */
  private void same(byte[] body) throws IOException {
    byte[] wanted;
    try {
      wanted =
          Wire.request(body) instanceof Request.Hello(int protocol, String _) && protocol == 1
              ? Wire.reply(welcome("Firefox"))
              : Wire.reply(
                  new Reply.Refused(
                      body.length > 0 && Wire.request(body) instanceof Request.Cancel(String id)
                          ? Optional.of(id)
                          : Optional.empty(),
                      Wire.request(body) instanceof Request.Hello
                          ? Refusal.Code.WRONG_PROTOCOL
                          : Refusal.Code.HELLO_FIRST));
    } catch (Refusal refusal) {
      wanted = Wire.reply(new Reply.Refused(refusal.id(), refusal.code()));
    }
    byte[] said = said(body, "Firefox");
    assertArrayEquals(Pipe.frame(wanted), said, () -> Arrays.toString(body));
  }

  private static Reply.Welcome welcome(String browser) {
    return new Reply.Welcome(
        1, "0.1.0", "linux", List.of("other-browser"), List.of(new OfferedBrowser("b", browser)));
  }

  /** What a whole conversation of one message says, with its length. */
  private byte[] said(byte[] body, String browser) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Investigator work =
        new Investigator() {
          @Override
          public Diagnosis diagnose(Optional<Sighting> sighting, Desk desk) {
            throw new AssertionError("nobody asks for one");
          }

          @Override
          public void prepare() {
            prepared.add(out.size());
          }
        };
    Repairer repairer =
        new Repairer() {
          @Override
          public Set<RemedyCode> can() {
            return Set.of(RemedyCode.OTHER_BROWSER);
          }

          @Override
          public List<OfferedBrowser> browsers() {
            return List.of(new OfferedBrowser("b", browser));
          }

          @Override
          public Repair repair(Request.Remedy asked) {
            throw new AssertionError("nobody asks for one");
          }
        };
    new Conversation(new ByteArrayInputStream(Pipe.frame(body)), out, work, repairer, "0.1.0")
        .run();
    return out.toByteArray();
  }
}
