package org.why502.probe.web;

import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import org.why502.evidence.Timings;

/**
 * An HTTP answer as it came, before anything is kept of it.
 *
 * @param asked the address that was asked
 * @param status the HTTP status
 * @param headers every header
 * @param body the first {@link Web#MOST_BODY} bytes, decompressed
 * @param cut whether there was more
 * @param serverIp the address that answered
 * @param timings how long the steps took
 */
public record WebReply(
    HttpUrl asked,
    int status,
    Headers headers,
    byte[] body,
    boolean cut,
    Optional<String> serverIp,
    Timings timings) {

  /** A header's first value. */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** What it says that its body is; empty where it says nothing that can be read. */
  public Optional<MediaType> mediaType() {
    return header("content-type").map(MediaType::parse);
  }

  /** Whether it sends the asker elsewhere. */
  public boolean redirects() {
    return status >= 300 && status < 400 && header("location").isPresent();
  }
}
