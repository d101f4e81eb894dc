package org.why502.lab.site;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;

/**
 * What is sent back.
 *
 * @param reached whose server answered, where it is not the role of the place itself
 * @param status the HTTP status
 * @param headers without Content-Length
 * @param body may be empty
 * @param silence before the first byte, at {@link Pace} 1
 * @param effect an act of sabotage instead of the answer
 * @param length how long the body is, which is repeated to make it so; 0 for once
 */
public record Reply(
    Optional<Role> reached,
    int status,
    Headers headers,
    byte[] body,
    Duration silence,
    Optional<SocketEffect> effect,
    long length) {

  /** An answer of text of the given type. */
  public static Reply of(int status, String type, String body) {
    return new Reply(
        Optional.empty(),
        status,
        Headers.of("Content-Type", type),
        body.getBytes(StandardCharsets.UTF_8),
        Duration.ZERO,
        Optional.empty(),
        0);
  }

  /** A page. */
  public static Reply html(int status, String body) {
    return of(status, "text/html; charset=utf-8", body);
  }

  /** Plain text. */
  public static Reply text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body);
  }

  /** JSON. */
  public static Reply json(int status, String body) {
    return of(status, "application/json; charset=utf-8", body);
  }

  /** A status and not one byte of body. */
  public static Reply empty(int status) {
    return new Reply(
        Optional.empty(), status, Headers.of(), new byte[0], Duration.ZERO, Optional.empty(), 0);
  }

  /** A redirect. */
  public static Reply redirect(int status, String location) {
    return html(status, "<html><body>You are being redirected.</body></html>")
        .header("Location", location);
  }

  /** The connection is torn down instead of an answer. */
  public static Reply sabotage(SocketEffect effect) {
    return new Reply(
        Optional.empty(), 0, Headers.of(), new byte[0], Duration.ZERO, Optional.of(effect), 0);
  }

  /** With one more header; a second one of the same name is added, as Set-Cookie needs. */
  public Reply header(String name, String value) {
    return new Reply(
        reached,
        status,
        headers.newBuilder().add(name, value).build(),
        body,
        silence,
        effect,
        length);
  }

  /** The same after a silence. */
  public Reply after(Duration wait) {
    return new Reply(reached, status, headers, body, wait, effect, length);
  }

  /** The same, written by this server. */
  public Reply from(Role role) {
    return new Reply(Optional.of(role), status, headers, body, silence, effect, length);
  }

  /** The same words again and again until the body is so long. */
  public Reply repeated(long bytes) {
    return new Reply(reached, status, headers, body, silence, effect, bytes);
  }

  /** The same under another type and encoding, sent as it is. */
  public Reply encoded(String encoding, byte[] bytes) {
    return new Reply(reached, status, headers, bytes, silence, effect, length)
        .header("Content-Encoding", encoding);
  }
}
