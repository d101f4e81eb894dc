package org.why502.terminal;

import java.io.PrintStream;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;

/** Where a person who waits sees how far the asking has come. */
interface Screen extends AutoCloseable {
  /** A question is put. */
  void asked(Question question);

  /** The first look was taken. */
  void sighted(Sighting sighting);

  /** A question was answered. */
  void observed(Observation observation);

  /** Nothing more comes; a live screen leaves nothing behind. */
  @Override
  void close();

  /** A screen on a stream: live where a person sits there, else a plain line for each answer. */
  static Screen on(PrintStream stream, Terminal terminal, Words words) {
    stream.println(words.progress());
    return terminal.live() ? LiveScreen.begin(stream, terminal, words) : new Lines(stream, words);
  }

  /**
   * Plain lines, as they come.
   *
   * @param stream where to
   * @param words how
   */
  record Lines(PrintStream stream, Words words) implements Screen {
    @Override
    public void asked(Question question) {
      // in a file that is read later only answers matter
    }

    @Override
    public void sighted(Sighting sighting) {
      stream.println("  " + words.sighting(sighting));
    }

    @Override
    public void observed(Observation observation) {
      stream.println("  " + words.observation(observation, Terminal.plain()));
    }

    @Override
    public void close() {
      // plain lines stay where they are
    }
  }
}
