package org.why502.probe.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.Neighbourhood.SHORT;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.probe.Addresses;
import org.why502.probe.Ends;
import org.why502.probe.Neighbourhood;
import org.why502.probe.World;
import org.why502.probe.setup.NameLookup;

/** What the machine itself answers to every program, and look-ups of it that hang. */
class SystemNamesTest {
  @Test
  void the_machine_answers_with_what_every_program_gets() throws Exception {
    try (var here = new Neighbourhood().named("archiveofourown.org", "2001:db8::1", "192.0.2.1")) {
      NameAnswer answer = Ends.saw(here.world().machineNames().ask(LONG), NameAnswer.class);
      assertEquals(new NameAnswer("NOERROR", List.of("192.0.2.1", "2001:db8::1")), answer);
    }
  }

  @Test
  void a_machine_that_does_not_know_the_name_says_so() {
    NameLookup nobody =
        new SystemNames(
            name -> {
              throw new UnknownHostException(name);
            });
    try (var here = new Neighbourhood().lookingUp(nobody)) {
      Ends.failed(here.world().machineNames().ask(LONG), Step.NAME, FailureKind.NAME_NOT_FOUND);
    }
  }

  /** {@code getaddrinfo} obeys no interrupt; waiting for it must. And it is asked once for all. */
  @Test
  void a_system_look_up_that_hangs_is_waited_for_only_as_long_as_the_limit() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicInteger lookups = new AtomicInteger();
    NameLookup hanging =
        new SystemNames(
            _ -> {
              lookups.incrementAndGet();
              answered.await();
              return List.of(InetAddress.ofLiteral("192.0.2.1"));
            });
    try (var here = new Neighbourhood().lookingUp(hanging)) {
      World world = here.world();
      Ends.failed(world.machineNames().ask(SHORT), Step.NAME, FailureKind.TIMED_OUT);
      Ends.failed(
          world.page(Target.EDGE).ask(Duration.ofMillis(300)), Step.NAME, FailureKind.TIMED_OUT);
      assertEquals(1, lookups.get());
      answered.countDown();
      Ends.saw(world.machineNames().ask(LONG), NameAnswer.class);
      assertTrue(lookups.get() <= 2, "an old answer may end late, but is not asked for twice");
    }
  }

  /** A look-up that hangs outlives its diagnosis; the next one must not start another beside it. */
  @Test
  void the_diagnoses_of_one_process_share_what_hangs() {
    assertSame(Addresses.real().names(), Addresses.real().names());
  }

  @Test
  void however_many_names_hang_few_threads_do() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicInteger hanging = new AtomicInteger();
    AtomicInteger lookups = new AtomicInteger();
    SystemNames machine =
        new SystemNames(
            _ -> {
              lookups.incrementAndGet();
              hanging.incrementAndGet();
              answered.await();
              hanging.decrementAndGet();
              return List.of(InetAddress.ofLiteral("192.0.2.1"));
            });
    int names = 5 * SystemNames.MOST_AT_ONCE;
    int hung;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3 * names; i++) {
        String name = "name-" + i % names;
        threads.submit(() -> machine.lookup(name));
      }
      while (hanging.get() < SystemNames.MOST_AT_ONCE) {
        Thread.sleep(5);
      }
      Thread.sleep(200); // time for more to come, if more did
      hung = hanging.get();
      answered.countDown();
    }
    assertEquals(SystemNames.MOST_AT_ONCE, hung);
    assertTrue(lookups.get() >= names && lookups.get() <= 3 * names);
    assertEquals(0, hanging.get());
  }
}
