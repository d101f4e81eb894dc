package org.why502.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A browser's side of the pipe, for tests: frames written and read by hand. */
public record Pipe(OutputStream toHost, InputStream fromHost) {

  public static byte[] frame(byte[] body) {
    ByteBuffer frame = ByteBuffer.allocate(4 + body.length).order(ByteOrder.nativeOrder());
    return frame.putInt(body.length).put(body).array();
  }

  public static byte[] frame(String json) {
    return frame(json.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] length(int announced) {
    return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(announced).array();
  }

  public void send(String json) throws IOException {
    raw(frame(json));
  }

  public void raw(byte[] bytes) throws IOException {
    toHost.write(bytes);
    toHost.flush();
  }

  /** The next reply; fails at the end of the stream. */
  public JsonNode receive() throws IOException {
    byte[] prefix = fromHost.readNBytes(4);
    if (prefix.length < 4) {
      throw new AssertionError("the companion has gone");
    }
    int length = ByteBuffer.wrap(prefix).order(ByteOrder.nativeOrder()).getInt();
    return Json.MAPPER.readTree(fromHost.readNBytes(length));
  }

  /** The next reply of one type; others before it are passed over. */
  public JsonNode receive(String type) throws IOException {
    while (true) {
      JsonNode reply = receive();
      if (type.equals(reply.path("type").textValue())) {
        return reply;
      }
    }
  }

  static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
