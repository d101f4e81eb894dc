package org.why502.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.evidence.Observation;
import org.why502.evidence.Sighting;
import org.why502.evidence.Trial;
import org.why502.system.Os;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.RemedyCode;

/**
 * One browser, from {@code hello} to the end of its input. Every request with an id gets exactly
 * one closing reply; whatever cannot be understood is refused and the conversation goes on.
 */
public final class Conversation {
  /** The version of the messages that both sides speak. */
  public static final int PROTOCOL = 1;

  /** One incident is one diagnosis; a few windows may have one each. */
  private static final int MOST_AT_ONCE = 4;

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final InputStream in;
  private final OutputStream out;
  private final Investigator work;
  private final String version;
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Repairs repairs;
  private final Repairer repairer;
  private boolean greeted;

  /**
   * A conversation that has not begun.
   *
   * @param in frames from the browser
   * @param out frames to the browser; nothing else may write there
   * @param work who finds out
   * @param repairer who carries out what no browser can
   * @param version of this companion
   */
  public Conversation(
      InputStream in, OutputStream out, Investigator work, Repairer repairer, String version) {
    this.in = in;
    this.out = out;
    this.work = work;
    this.repairer = repairer;
    this.version = version;
    this.repairs = new Repairs(repairer, this::sendIfHeard);
  }

  /**
   * Talks until the input ends.
   *
   * @throws IOException where the pipe itself fails; the browser has gone
   */
  public void run() throws IOException {
    try {
      while (true) {
        switch (Frames.read(in)) {
          case Frames.Incoming.Body(byte[] bytes) -> answer(bytes);
          case Frames.Incoming.TooLong _ ->
              send(new Reply.Refused(Optional.empty(), Refusal.Code.TOO_LONG));
          case Frames.Incoming.Broken(String why) -> {
            LOG.warn(why);
            send(new Reply.Refused(Optional.empty(), Refusal.Code.BROKEN_STREAM));
            return;
          }
          case Frames.Incoming.End _ -> {
            return;
          }
        }
      }
    } finally {
      running.values().forEach(r -> r.thread.interrupt());
      repairs.forget();
    }
  }

  private void answer(byte[] bytes) throws IOException {
    try {
      Optional<Request.Hello> hello = FirstWords.hello(bytes);
      if (hello.isPresent()) {
        greet(hello.get());
      } else {
        handle(Wire.request(bytes));
      }
    } catch (Refusal refusal) {
      send(new Reply.Refused(refusal.id(), refusal.code()));
    }
  }

  private void handle(Request request) throws Refusal, IOException {
    switch (request) {
      case Request.Hello hello -> greet(hello);
      case Request.Diagnose(String id, var sighting) -> diagnose(greeted(id), sighting);
      case Request.Tried(String id, var trial, int attempt, var outcome) ->
          known(id).tried(new Observation.BrowserFetch(trial, attempt, outcome));
      case Request.Remedy asked -> remedy(asked);
      case Request.Cancel(String id) -> cancel(greeted(id));
    }
  }

  /**
   * Everything up to the last line is done while a browser waits for the first word: nothing here
   * touches the mapper or what a diagnosis needs. That is made ready once the word is out.
   */
  private void greet(Request.Hello hello) throws Refusal, IOException {
    if (hello.protocol() != PROTOCOL) {
      throw new Refusal(Refusal.Code.WRONG_PROTOCOL);
    }
    greeted = true;
    Set<RemedyCode> can = repairer.can();
    Reply.Welcome welcome =
        new Reply.Welcome(
            PROTOCOL,
            version,
            os(),
            can.stream().map(WireName::of).sorted().toList(),
            can.contains(RemedyCode.OTHER_BROWSER) ? repairer.browsers() : List.of());
    send(FirstWords.welcome(welcome).orElseGet(() -> Wire.reply(welcome)));
    work.prepare();
  }

  /** What the browser does itself, and what only a person can, is not asked for here. */
  private void remedy(Request.Remedy asked) throws Refusal {
    greeted(asked.id());
    if (!repairs.can(asked.remedy())) {
      throw new Refusal(Refusal.Code.FOR_A_PERSON, Optional.of(asked.id()));
    }
    repairs.begin(asked);
  }

  private void cancel(String id) throws Refusal, IOException {
    Optional<Reply> repair = repairs.cancel(id);
    if (repair.isPresent()) {
      send(repair.get());
      return;
    }
    Running diagnosis = known(id);
    if (!diagnosis.close(new Reply.Done(id, true, true))) {
      // the last word was said while this message came
      throw new Refusal(Refusal.Code.UNKNOWN_ID, Optional.of(id));
    }
    diagnosis.thread.interrupt();
  }

  private void diagnose(String id, Optional<Sighting> sighting) throws Refusal {
    if (running.containsKey(id)) {
      throw new Refusal(Refusal.Code.ID_IN_USE, Optional.of(id));
    }
    if (running.size() >= MOST_AT_ONCE) {
      throw new Refusal(Refusal.Code.BUSY, Optional.of(id));
    }
    Running diagnosis = new Running(id, sighting);
    running.put(id, diagnosis);
    diagnosis.thread.start();
  }

  private Running known(String id) throws Refusal {
    Running diagnosis = running.get(greeted(id));
    if (diagnosis == null) {
      throw new Refusal(Refusal.Code.UNKNOWN_ID, Optional.of(id));
    }
    return diagnosis;
  }

  private String greeted(String id) throws Refusal {
    if (!greeted) {
      throw new Refusal(Refusal.Code.HELLO_FIRST, Optional.of(id));
    }
    return id;
  }

  private void send(Reply reply) throws IOException {
    send(Wire.reply(reply));
  }

  private void send(byte[] body) throws IOException {
    synchronized (out) {
      Frames.write(out, body);
    }
  }

  private void sendIfHeard(Reply reply) {
    try {
      send(reply);
    } catch (IOException e) {
      LOG.warn("The browser does not listen any more: {}", e.getMessage());
    }
  }

  /** {@code linux}, {@code mac} or {@code windows}: what a browser's words for people depend on. */
  private static String os() {
    return switch (Os.current()) {
      case LINUX -> "linux";
      case MACOS -> "mac";
      case WINDOWS -> "windows";
    };
  }

  /** One diagnosis under way. */
  private final class Running implements Investigator.Desk {
    private final String id;
    private final long since = System.nanoTime();
    private final Thread thread;
    private final Map<String, Trying> trials = new ConcurrentHashMap<>();

    Running(String id, Optional<Sighting> sighting) {
      this.id = id;
      this.thread = Thread.ofVirtual().name("diagnosis").unstarted(() -> run(sighting));
    }

    private void run(Optional<Sighting> sighting) {
      try {
        Diagnosis diagnosis = work.diagnose(sighting, this);
        close(new Reply.Diagnosed(id, true, diagnosis, took()));
      } catch (InterruptedException _) {
        // cancelled, or the browser has gone: the reply was given by whoever interrupted us
        running.remove(id, this);
      } catch (RuntimeException e) {
        LOG.error("A diagnosis failed.", e);
        close(new Reply.Refused(Optional.of(id), Refusal.Code.INTERNAL));
      }
    }

    /** Says the last word, unless somebody said it before; whether it was this one. */
    private synchronized boolean close(Reply reply) {
      boolean last = running.remove(id, this);
      if (last) {
        say(reply);
      }
      return last;
    }

    /** Says something on the way; nothing follows the last word. */
    private synchronized void sayOnTheWay(Reply reply) {
      if (running.get(id) == this) {
        say(reply);
      }
    }

    private void say(Reply reply) {
      try {
        send(reply);
      } catch (IOException e) {
        LOG.warn("The browser does not listen any more: {}", e.getMessage());
        thread.interrupt();
      }
    }

    private Duration took() {
      return Duration.ofNanos(System.nanoTime() - since);
    }

    @Override
    public void sighted(Sighting sighting, boolean spent) {
      sayOnTheWay(new Reply.Sighted(id, sighting, spent));
    }

    @Override
    public void observed(Observation observation) {
      sayOnTheWay(new Reply.Observed(id, observation));
    }

    @Override
    public void leaning(Diagnosis diagnosis) {
      sayOnTheWay(new Reply.Diagnosed(id, false, diagnosis, took()));
    }

    @Override
    public Observation.BrowserFetch attempt(Trial trial, int attempt) throws InterruptedException {
      Trying trying = new Trying();
      trials.put(key(trial, attempt), trying);
      sayOnTheWay(new Reply.Try(id, trial, attempt));
      trying.ended.await();
      return trying.result.orElseThrow();
    }

    /**
     * A trial that nobody asked for, or one told of twice, changes nothing. It is not refused: a
     * refusal under this id would read as the end of the diagnosis, which goes on.
     */
    private void tried(Observation.BrowserFetch result) {
      Trying trying = trials.remove(key(result.trial(), result.attempt()));
      if (trying == null) {
        LOG.info("A trial that nobody waits for was told of: {}", result.trial());
        return;
      }
      trying.result = Optional.of(result);
      trying.ended.countDown();
    }

    private static String key(Trial trial, int attempt) {
      return trial + "/" + attempt;
    }
  }

  /** A trial that the browser is making. */
  private static final class Trying {
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<Observation.BrowserFetch> result = Optional.empty();
  }
}
