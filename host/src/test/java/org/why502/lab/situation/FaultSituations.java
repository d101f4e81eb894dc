package org.why502.lab.situation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.why502.lab.site.Place;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Visit;
import org.why502.lab.situation.Answers.Manner;

/** Answers that no honest program gives. */
final class FaultSituations {
  private static final long TEN_GIGABYTES = 10_000_000_000L;

  private FaultSituations() {}

  static List<Situation> all() {
    return List.of(
        new Situation(
            "everything-misbehaves",
            "inconclusive",
            "resolvers send garbage, circles and crowds; pages bombs, floods and headers for ever",
            () -> {
              // Made for who meets it: every start of the tiny internet would wait for it else.
              byte[] bomb = bomb();
              return World.healthy()
                  .resolver(NameService.SYSTEM, Answers.mangled(Manner.CROWD).onlyForTheArchive())
                  .resolver(NameService.CLOUDFLARE, Answers.mangled(Manner.GARBAGE))
                  .resolver(NameService.CLOUDFLARE_SECOND, Answers.mangled(Manner.CIRCLE))
                  .resolver(NameService.GOOGLE, Answers.mangled(Manner.WRONG_ID))
                  .resolver(NameService.GOOGLE_SECOND, Answers.mangled(Manner.CUT))
                  .door(
                      (place, address, names) ->
                          address.equals(Place.ARCHIVE.addresses().getLast())
                              ? new Fate.Shake(new Fate.Identity.LongChain())
                              : Fate.usual().decide(place, address, names))
                  .path(visit -> Optional.of(fault(visit, bomb)));
            }));
  }

  private static Reply fault(Visit visit, byte[] bomb) {
    return switch (visit.place()) {
      case ARCHIVE, ARCHIVE_ELSEWHERE -> archive(visit.path(), bomb);
      case STATUS -> Reply.json(200, "[".repeat(60_000));
      case DETECT_PORTAL -> Reply.redirect(302, "http://elsewhere.example/success.txt");
      case CONNECTIVITY -> Reply.text(200, "word ".repeat(1000)).repeated(TEN_GIGABYTES);
      case CONTROL -> Reply.redirect(302, "file:///etc/passwd");
      case CLOUDFLARE_RESOLVER, GOOGLE_RESOLVER ->
          Reply.of(200, "application/dns-message", "word ".repeat(1000)).repeated(TEN_GIGABYTES);
      case EXAMPLE, OTW, BLOCK_PAGE, OLD_ADDRESS, PORTAL -> Reply.empty(500);
    };
  }

  private static Reply archive(String path, byte[] bomb) {
    return switch (path) {
      case "/cdn-cgi/trace" -> endlessHeaders();
      case "/token_dispenser.json" -> Reply.json(200, "").encoded("gzip", bomb);
      case "/robots.txt" -> Reply.text(200, "word ".repeat(1000)).repeated(TEN_GIGABYTES);
      case "/" -> Reply.redirect(302, "/");
      default -> endlessHeaders();
    };
  }

  /** A mebibyte of them: four times what any client reads. */
  private static Reply endlessHeaders() {
    Reply reply = Reply.empty(200);
    String value = "and more, ".repeat(100);
    for (int i = 0; i < 1000; i++) {
      reply = reply.header("X-More-" + i, value + i);
    }
    return reply;
  }

  /** 256 MiB of nothing in a quarter of a mebibyte. */
  private static byte[] bomb() {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 256; i++) {
        gzip.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bomb.toByteArray();
  }
}
