package org.why502.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native messaging's frames: four bytes of length in the machine's byte order, then that many bytes
 * of UTF-8 JSON (Chrome's and Firefox's native-messaging documents).
 */
public final class Frames {
  /** The browsers accept at most 1 MiB from a host. */
  public static final int LONGEST = 1024 * 1024;

  /**
   * We accept no more from them than the longest text that AO3 takes, twice (as it was sent, and
   * for reading), in three bytes a letter, with what JSON adds.
   */
  public static final int LONGEST_IN = 8 * 1024 * 1024;

  /** Chromium sends at most 64 MiB; a length beyond that was never a length. */
  static final long BROKEN = 64L * 1024 * 1024;

  private static final int LENGTH_BYTES = 4;

  private Frames() {}

  /** What a read found. */
  public sealed interface Incoming {
    /** A whole frame. */
    record Body(byte[] bytes) implements Incoming {}

    /**
     * A frame too long to be kept; its bytes were read and dropped, the stream is at the next one.
     *
     * @param length what it said of itself, in bytes
     */
    record TooLong(long length) implements Incoming {}

    /**
     * The stream makes no sense any more, and nothing after this can be read.
     *
     * @param why a sentence
     */
    record Broken(String why) implements Incoming {}

    /** The other side has gone. */
    record End() implements Incoming {}
  }

  /** Reads one frame, waiting for all of it. */
  public static Incoming read(InputStream in) throws IOException {
    byte[] prefix = in.readNBytes(LENGTH_BYTES);
    if (prefix.length == 0) {
      return new Incoming.End();
    }
    if (prefix.length < LENGTH_BYTES) {
      return new Incoming.Broken("The input ended inside the length of a message.");
    }
    long length =
        Integer.toUnsignedLong(ByteBuffer.wrap(prefix).order(ByteOrder.nativeOrder()).getInt());
    if (length > BROKEN) {
      return new Incoming.Broken(
          "A message of " + length + " bytes was announced; no browser sends that.");
    }
    if (length > LONGEST_IN) {
      return dropped(in, length)
          ? new Incoming.TooLong(length)
          : new Incoming.Broken("The input ended inside a message.");
    }
    byte[] body = in.readNBytes((int) length);
    return body.length == length
        ? new Incoming.Body(body)
        : new Incoming.Broken("The input ended inside a message.");
  }

  /**
   * Writes one frame and flushes it.
   *
   * @throws IllegalArgumentException where the body is longer than a browser accepts
   */
  public static void write(OutputStream out, byte[] body) throws IOException {
    if (body.length >= LONGEST) {
      throw new IllegalArgumentException("A message of " + body.length + " bytes is too long.");
    }
    ByteBuffer frame =
        ByteBuffer.allocate(LENGTH_BYTES + body.length).order(ByteOrder.nativeOrder());
    frame.putInt(body.length).put(body);
    out.write(frame.array());
    out.flush();
  }

  private static boolean dropped(InputStream in, long length) throws IOException {
    long left = length;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped <= 0) {
        if (in.read() < 0) {
          return false;
        }
        skipped = 1;
      }
      left -= skipped;
    }
    return true;
  }
}
