package org.why502.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;

/**
 * One line for each question, drawn over and over in the same place (ECMA-48: CUU, EL, ED) until
 * the screen is closed, which wipes them: what was seen is told again, in order, by the report.
 *
 * <p>The cursor is hidden and long lines are cut by the terminal itself (DECTCEM, DECAWM) while it
 * is drawn. Both are put back at the end, whichever it is: a shutdown hook does it after Ctrl-C.
 */
final class LiveScreen implements Screen {
  private static final String CSI = "\u001b[";
  private static final String BEGIN = CSI + "?25l" + CSI + "?7l";
  private static final String END = CSI + "?7h" + CSI + "?25h";
  private static final String REST_OF_LINE = CSI + "K";
  private static final String REST_OF_SCREEN = CSI + "J";

  /** Often enough that a running clock looks alive, seldom enough to cost nothing. */
  private static final long TICK_MS = 100;

  /** A short question's time is nobody's concern. */
  private static final long WORTH_TELLING_MS = 1000;

  private static final long NANOS_IN_MS = 1_000_000;

  /** How far one question has come. */
  private static final class Row {
    private final long since;
    private int asked;
    private final Map<Mark, Integer> ends = new EnumMap<>(Mark.class);
    private String said = "";

    Row(long since) {
      this.since = since;
    }

    int ended() {
      return ends.values().stream().mapToInt(Integer::intValue).sum();
    }

    Mark mark() {
      if (ended() < asked) {
        return Mark.WAITING;
      }
      return ends.containsKey(Mark.OK)
          ? Mark.OK
          : ends.containsKey(Mark.FAILED) ? Mark.FAILED : Mark.SKIPPED;
    }
  }

  private final PrintStream stream;
  private final Terminal terminal;
  private final Words words;
  private final LongSupplier nanos;
  private final Map<Question, Row> rows = new LinkedHashMap<>();
  private final Thread ticking = Thread.ofVirtual().name("why502-screen").unstarted(this::tick);
  private final Thread hook = Thread.ofPlatform().unstarted(this::wipe);
  private int drawn;
  private boolean closed;

  LiveScreen(PrintStream stream, Terminal terminal, Words words, LongSupplier nanos) {
    this.stream = stream;
    this.terminal = terminal;
    this.words = words;
    this.nanos = nanos;
  }

  /** A screen that ticks, and that Ctrl-C wipes. */
  static LiveScreen begin(PrintStream stream, Terminal terminal, Words words) {
    LiveScreen screen = new LiveScreen(stream, terminal, words, System::nanoTime);
    Runtime.getRuntime().addShutdownHook(screen.hook);
    screen.draw();
    screen.ticking.start();
    return screen;
  }

  @Override
  public synchronized void asked(Question question) {
    rows.computeIfAbsent(question, _ -> new Row(nanos.getAsLong())).asked++;
    draw();
  }

  @Override
  public synchronized void sighted(Sighting sighting) {
    end(Question.SIGHTING, Mark.of(sighting), words.seen(sighting));
  }

  @Override
  public synchronized void observed(Observation observation) {
    end(observation.question(), Mark.of(observation), words.outcome(observation).orElse(""));
  }

  private void end(Question question, Mark mark, String said) {
    Row row = rows.computeIfAbsent(question, _ -> new Row(nanos.getAsLong()));
    row.ends.merge(mark, 1, Integer::sum);
    row.asked = Math.max(row.asked, row.ended());
    row.said = said;
    draw();
  }

  /** Draws the present state over the last one, in one write, so that nothing flickers. */
  synchronized void draw() {
    if (closed) {
      return;
    }
    StringBuilder text = new StringBuilder(BEGIN);
    back(text);
    List<String> lines = lines();
    lines.forEach(line -> text.append(line).append(REST_OF_LINE).append('\n'));
    text.append(REST_OF_SCREEN);
    drawn = lines.size();
    stream.print(text);
    stream.flush();
  }

  private void back(StringBuilder text) {
    text.append('\r');
    if (drawn > 0) {
      text.append(CSI).append(drawn).append('A');
    }
  }

  /** The newest that fit; what scrolled away could not be drawn over. */
  private List<String> lines() {
    List<String> all = new ArrayList<>();
    rows.forEach((question, row) -> all.add(line(question, row)));
    int most = Math.max(1, terminal.height() - 2);
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private String line(Question question, Row row) {
    Mark mark = row.mark();
    String name = words.question(question);
    String state = mark == Mark.WAITING ? waiting(row) : ended(row);
    int room = terminal.width() - 9;
    String text = state.isEmpty() ? name : name + ": " + state;
    return "  " + mark.on(terminal) + " " + (text.length() > room ? text.substring(0, room) : text);
  }

  private String waiting(Row row) {
    long ms = (nanos.getAsLong() - row.since) / NANOS_IN_MS;
    String count = row.asked > 1 ? words.countOf(row.ended(), row.asked) + " " : "";
    String clock = ms < WORTH_TELLING_MS ? "" : String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
    return (count + clock).strip();
  }

  private String ended(Row row) {
    int fine = row.ends.getOrDefault(Mark.OK, 0);
    return row.asked > 1 ? words.countOf(fine, row.asked) : row.said;
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK_MS);
        draw();
      }
    } catch (InterruptedException _) {
      // the screen is closed
    }
  }

  @Override
  public void close() {
    ticking.interrupt();
    wipe();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // Ctrl-C came first, and the hook runs
    }
  }

  private synchronized void wipe() {
    if (!closed) {
      closed = true;
      StringBuilder text = new StringBuilder();
      back(text);
      stream.print(text.append(REST_OF_SCREEN).append(END));
      stream.flush();
    }
  }
}
