package org.why502.lab.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Role;
import org.why502.lab.site.Visit;

/**
 * Everything that the tiny internet was asked, one JSON object a line, flushed line by line. Tests
 * assert on it what was contacted and what was not.
 */
public final class RequestLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ReentrantLock lock = new ReentrantLock();
  private final BufferedWriter out;
  private final Path file;

  /** Writes to this file from its beginning. */
  public RequestLog(Path file) throws IOException {
    this.file = file;
    this.out = Files.newBufferedWriter(file);
  }

  /** All lines so far. */
  public String text() throws IOException {
    return Files.readString(file);
  }

  /** A situation began. */
  public void situation(String name, long era) {
    ObjectNode line = line("situation");
    line.put("situation", name).put("era", era);
    write(line);
  }

  /**
   * A name was asked for.
   *
   * @param listed whether the tiny internet has such a name
   * @param programs of a name that is not listed: who asked, by {@link Asker}
   */
  public void dns(
      String resolver,
      String transport,
      String name,
      String type,
      String answer,
      boolean listed,
      List<String> programs) {
    ObjectNode line = line("dns");
    line.put("role", Role.RESOLVER.label())
        .put("resolver", resolver)
        .put("transport", transport)
        .put("host", name)
        .put("type", type)
        .put("answer", answer)
        .put("listed", listed);
    programs.forEach(line.putArray("programs")::add);
    write(line);
  }

  /** A TLS connection came, for the first of these names. */
  public void tls(String place, String address, String name, String fate) {
    ObjectNode line = line("tls");
    line.put("place", place).put("address", address).put("host", name).put("fate", fate);
    write(line);
  }

  /** A request was answered, or is about to be. */
  public void http(Visit visit, Reply reply) {
    ObjectNode line = line("http");
    line.put("role", reply.reached().orElse(visit.place().role()).label())
        .put("place", visit.place().label())
        .put("address", visit.address())
        .put("scheme", visit.tls() ? "https" : "http")
        .put("host", visit.host())
        .put("method", visit.method())
        .put("target", visit.target())
        .put("userAgent", visit.headers().get("User-Agent"))
        .put("fetchMode", visit.headers().get("Sec-Fetch-Mode"))
        .put("accept", visit.headers().get("Accept"))
        .put("status", reply.status());
    visit.cookies().keySet().forEach(line.putArray("cookies")::add);
    write(line);
  }

  /** Packets left for where nobody is, or for a resolver on a port that is not for names. */
  public void stranger(String address, String transport, String port) {
    ObjectNode line = line("stranger");
    line.put("role", Role.OTHER.label())
        .put("address", address)
        .put("transport", transport)
        .put("port", port)
        .put("listed", false);
    write(line);
  }

  private static ObjectNode line(String kind) {
    return JSON.createObjectNode().put("time", Instant.now().toString()).put("kind", kind);
  }

  private void write(ObjectNode line) {
    lock.lock();
    try {
      out.write(JSON.writeValueAsString(line));
      out.newLine();
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException("the request log cannot be written", e);
    } finally {
      lock.unlock();
    }
  }
}
