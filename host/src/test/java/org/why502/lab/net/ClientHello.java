package org.why502.lab.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The first TLS record of a connection, and the names that it asks for (RFC 8446, 4.1.2; RFC 6066,
 * 3). Read in the clear before any handshake, which is how filters read it too.
 *
 * @param bytes the record as it came
 * @param names the SNI; empty where there is none, or where this is no ClientHello
 */
record ClientHello(byte[] bytes, List<String> names) {
  private static final int RECORD_HEADER = 5;
  private static final int SERVER_NAME = 0;

  /** Reads exactly one record, or as much as came before the end. */
  static ClientHello read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    byte[] header = data.readNBytes(RECORD_HEADER);
    if (header.length < RECORD_HEADER) {
      return new ClientHello(header, List.of());
    }
    byte[] body = data.readNBytes(ByteBuffer.wrap(header).getShort(3) & 0xffff);
    byte[] whole = new byte[RECORD_HEADER + body.length];
    System.arraycopy(header, 0, whole, 0, RECORD_HEADER);
    System.arraycopy(body, 0, whole, RECORD_HEADER, body.length);
    return new ClientHello(whole, names(ByteBuffer.wrap(body)));
  }

  private static List<String> names(ByteBuffer hello) {
    List<String> names = new ArrayList<>();
    try {
      hello.position(4 + 2 + 32); // message header, version, random
      skip(hello, hello.get() & 0xff); // session
      skip(hello, hello.getShort() & 0xffff); // cipher suites
      skip(hello, hello.get() & 0xff); // compression
      hello.getShort();
      while (hello.hasRemaining()) {
        int type = hello.getShort() & 0xffff;
        ByteBuffer extension = take(hello, hello.getShort() & 0xffff);
        if (type == SERVER_NAME) {
          extension.getShort();
          extension.get();
          ByteBuffer name = take(extension, extension.getShort() & 0xffff);
          names.add(StandardCharsets.US_ASCII.decode(name).toString());
        }
      }
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // Not a whole ClientHello: whatever was found is all there is.
      return List.copyOf(names);
    }
    return List.copyOf(names);
  }

  private static void skip(ByteBuffer buffer, int count) {
    take(buffer, count);
  }

  private static ByteBuffer take(ByteBuffer buffer, int count) {
    if (count > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer slice = buffer.slice(buffer.position(), count);
    buffer.position(buffer.position() + count);
    return slice;
  }
}
