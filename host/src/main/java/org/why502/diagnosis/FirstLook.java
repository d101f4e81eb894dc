package org.why502.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.why502.evidence.Answer;
import org.why502.evidence.BrowserError;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Sighting;
import org.why502.evidence.Trial;
import org.why502.probe.World;
import org.why502.probe.ask.Look;

/**
 * Where nobody saw a failure, the companion looks once itself, as a browser would.
 *
 * @param world who asks
 * @param page the page in question
 * @param cookies a {@code Cookie} header, where the person gave cookies
 */
public record FirstLook(World world, Page page, Optional<String> cookies) implements Look {
  /**
   * A page that is silent for so long is late, whatever it would have said; what a late page gives
   * occasion to ask must fit into the ten seconds too.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  /**
   * Where all of AO3 is late, and only there: a page that comes after half a minute is slow, and
   * not missing.
   */
  private static final Duration LONGEST = Duration.ofSeconds(32);

  /** How often it is looked whether waiting is still worth it. */
  private static final Duration MEANWHILE = Duration.ofMillis(200);

  @Override
  public Found take(BooleanSupplier worthWaiting) {
    Instant now = Instant.now();
    Trial trial =
        cookies.isPresent() ? Trial.SAME_PAGE_WITH_COOKIES : Trial.SAME_PAGE_WITHOUT_COOKIES;
    Observation look =
        patiently(
            () -> world.guestPage(page.address(), trial, 1, cookies).ask(LONGEST), worthWaiting);
    Optional<Sighting> sighting =
        look instanceof Observation.BrowserFetch fetch
            ? sighting(page, fetch.outcome(), cookies.isPresent(), now)
            : Optional.empty();
    return new Found(sighting, look.archiveRequests() > 0);
  }

  /** Asks once; what is broken off here took too long. */
  private static Observation patiently(Callable<Observation> look, BooleanSupplier worthWaiting) {
    FutureTask<Observation> asking = new FutureTask<>(look);
    Thread thread = Thread.ofVirtual().name("why502-first-look").start(asking);
    long begun = System.nanoTime();
    try {
      while (!ended(asking)) {
        if (System.nanoTime() - begun >= PATIENCE.toNanos() && !worthWaiting.getAsBoolean()) {
          thread.interrupt();
          return tooLate(asking.get());
        }
      }
      return asking.get();
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return new Observation.BrowserFetch(
          Trial.SAME_PAGE_WITHOUT_COOKIES, 1, new Outcome.NotAsked<>("cancelled"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("a page could not be asked for", e.getCause());
    }
  }

  private static boolean ended(FutureTask<Observation> asking)
      throws InterruptedException, ExecutionException {
    try {
      asking.get(MEANWHILE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }

  private static Observation tooLate(Observation broken) {
    return broken instanceof Observation.BrowserFetch(var trial, int attempt, var outcome)
            && outcome instanceof Outcome.Failed<Answer>(var f, var took)
            && f.kind() == FailureKind.CANCELLED
        ? new Observation.BrowserFetch(
            trial,
            attempt,
            new Outcome.Failed<>(new Failure(f.step(), FailureKind.TIMED_OUT, ""), took))
        : broken;
  }

  private static Optional<Sighting> sighting(
      Page page, Outcome<Answer> outcome, boolean cookies, Instant now) {
    return switch (outcome) {
      case Outcome.Saw<Answer>(var a, var took) ->
          Optional.of(
              new Sighting(
                  page.address().getHost(),
                  page.kind(),
                  Optional.of("GET"),
                  Optional.empty(),
                  Optional.of(a.status()),
                  Optional.empty(),
                  a.serverIp(),
                  Optional.empty(),
                  // our own first connection is slower than a browser's; the server's time is meant
                  a.timings().firstByte().orElse(took),
                  false,
                  Optional.of(cookies),
                  Optional.empty(),
                  1,
                  now,
                  a.landing(),
                  a.headers(),
                  Optional.of(a.markers())));
      case Outcome.Failed<Answer>(var failure, var took) ->
          Optional.of(
              new Sighting(
                  page.address().getHost(),
                  page.kind(),
                  Optional.of("GET"),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(BrowserError.code(failure)),
                  Optional.empty(),
                  Optional.empty(),
                  took,
                  false,
                  Optional.of(cookies),
                  Optional.empty(),
                  1,
                  now,
                  Optional.empty(),
                  Headers.none(),
                  Optional.empty()));
      case Outcome.NotAsked<Answer> _ -> Optional.empty();
    };
  }
}
