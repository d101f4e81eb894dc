package org.why502.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.why502.evidence.Evidence;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.rules.Diagnose;

/** A conversation under way, and the browser's end of it. */
abstract class Conversing {
  static final String HELLO = "{\"type\":\"hello\",\"protocol\":1,\"version\":\"0.1.0\"}";

  /** Set by a test before it sends {@code diagnose}. */
  volatile Investigator work = (_, _) -> nothingKnown();

  /** What it can is what it says; that a person clicked is all that it needs to know. */
  final Repairer repairer =
      new Repairer() {
        @Override
        public Set<RemedyCode> can() {
          return Set.of(RemedyCode.FLUSH_DNS, RemedyCode.OTHER_BROWSER, RemedyCode.SAVE_TEXT);
        }

        @Override
        public List<OfferedBrowser> browsers() {
          return List.of(new OfferedBrowser("firefox-esr", "Firefox ESR"));
        }

        @Override
        public Repair repair(Request.Remedy asked) {
          if (asked.remedy() == RemedyCode.OTHER_BROWSER) {
            return Repair.of(Repair.Said.OPENED, asked.browser().orElse("the first"));
          }
          if (asked.remedy() == RemedyCode.SAVE_TEXT) {
            return asked.text().map(t -> Repair.kept(t.toString())).orElseThrow();
          }
          return Repair.of(Repair.Said.BY_HAND, "", "sudo nscd -i hosts");
        }
      };

  Pipe pipe;
  Thread conversation;

  @BeforeEach
  void begin() throws IOException {
    // real pipes: Java's own in-memory ones mind which thread wrote last
    java.nio.channels.Pipe toHost = java.nio.channels.Pipe.open();
    java.nio.channels.Pipe fromHost = java.nio.channels.Pipe.open();
    InputStream in = Channels.newInputStream(toHost.source());
    OutputStream out = Channels.newOutputStream(fromHost.sink());
    pipe =
        new Pipe(
            Channels.newOutputStream(toHost.sink()), Channels.newInputStream(fromHost.source()));
    Investigator chosen = (sighting, desk) -> work.diagnose(sighting, desk);
    conversation =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    new Conversation(in, out, chosen, repairer, "0.1.0").run();
                    out.close();
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
  }

  @AfterEach
  void end() throws Exception {
    pipe.toHost().close();
    assertTrue(conversation.join(Duration.ofSeconds(10)), "it ends with its input");
  }

  final JsonNode refused(String code) throws IOException {
    JsonNode reply = pipe.receive();
    assertEquals("refused", reply.path("type").textValue(), reply::toString);
    assertEquals(code, reply.get("code").textValue());
    assertTrue(reply.get("message").textValue().endsWith("."), "with a sentence");
    return reply;
  }

  static Diagnosis nothingKnown() {
    return Diagnose.diagnose(
        new Evidence("0.1.0", Instant.EPOCH, Optional.empty(), false, List.of()));
  }

  static String message(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/messages/to-host", name));
  }

  /** It answers the next good message, whatever came before. */
  final void goesOn() throws IOException {
    pipe.send(HELLO);
    assertEquals("welcome", pipe.receive().path("type").textValue());
  }
}
