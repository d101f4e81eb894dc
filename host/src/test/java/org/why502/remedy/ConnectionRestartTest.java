package org.why502.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.why502.remedy.RemedyOutcome.Seen;

/** A connection that a person restarts, seen through its ways out, look by look. */
@Timeout(60)
class ConnectionRestartTest {
  private static final Set<String> NONE = Set.of();
  private static final Set<String> WIFI = Set.of("wlan0 192.168.1.20");
  private static final Set<String> BOTH = Set.of("wlan0 192.168.1.20", "wg0 10.9.0.2");
  private static final Set<String> HOTSPOT = Set.of("wlan0 192.168.43.7");
  private static final List<String> FOUND = List.of("104.20.28.24");
  private static final List<String> NOT_FOUND = List.of();

  /** Within ten milliseconds nothing moved: of two looks the second says so. */
  private static final ConnectionRestart.Times QUICK =
      new ConnectionRestart.Times(
          Duration.ofMillis(20),
          Duration.ofMillis(10),
          Duration.ofMillis(400),
          Duration.ofSeconds(1));

  private final Deque<List<String>> answers = new ArrayDeque<>();
  private int looks;

  @Test
  void wifi_off_and_on_is_a_restart() throws Exception {
    assertEquals(Seen.CHANGED, over(FOUND, WIFI, NONE, NONE, WIFI));
    assertTrue(looks >= 4, "not before it is back: " + looks);
  }

  @Test
  void what_was_away_from_the_start_is_back_once_it_is_there() throws Exception {
    assertEquals(Seen.CHANGED, over(FOUND, NONE, NONE, WIFI));
  }

  @Test
  void another_network_or_a_vpn_that_comes_or_goes_is_one_too() throws Exception {
    assertEquals(Seen.CHANGED, over(FOUND, WIFI, HOTSPOT));
    assertEquals(Seen.CHANGED, over(FOUND, WIFI, BOTH));
    assertEquals(Seen.CHANGED, over(FOUND, BOTH, WIFI));
  }

  @Test
  void what_never_went_away_was_not_restarted() throws Exception {
    assertEquals(Seen.SAME, over(FOUND, WIFI));
  }

  @Test
  void what_never_comes_back_is_not_told_as_back() throws Exception {
    assertEquals(Seen.SAME, over(FOUND, WIFI, NONE));
  }

  @Test
  void a_router_gives_out_addresses_before_its_own_line_stands() throws Exception {
    answers.add(NOT_FOUND);
    answers.add(NOT_FOUND);
    assertEquals(Seen.CHANGED, over(FOUND, WIFI, NONE, WIFI));
    assertTrue(answers.isEmpty(), "it was asked until the name was found");
  }

  @Test
  void a_connection_that_is_back_and_leads_nowhere_is_told_apart() throws Exception {
    assertEquals(Seen.NOTHING, over(NOT_FOUND, WIFI, NONE, WIFI));
  }

  @Test
  void routes_that_cannot_be_read_for_a_moment_are_no_restart() throws Exception {
    looks = 0;
    Seen seen =
        new ConnectionRestart(
                () -> {
                  if (looks++ % 2 == 0) {
                    throw new IOException("interfaces come and go just now");
                  }
                  return WIFI;
                },
                () -> FOUND,
                QUICK)
            .await();
    assertEquals(Seen.SAME, seen);
  }

  @Test
  void nobody_waits_any_more() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> over(FOUND, WIFI));
  }

  /** The last of the looks is what is seen from then on, and the last answer too. */
  @SafeVarargs
  private Seen over(List<String> answer, Set<String>... seen) throws InterruptedException {
    looks = 0;
    return new ConnectionRestart(
            () -> seen[Math.min(looks++, seen.length - 1)],
            () -> answers.isEmpty() ? answer : answers.poll(),
            QUICK)
        .await();
  }
}
