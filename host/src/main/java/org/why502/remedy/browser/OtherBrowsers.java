package org.why502.remedy.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.system.Launcher;
import org.why502.system.Os;

/** AO3's front page, opened elsewhere on this machine. */
public final class OtherBrowsers {
  private static final Logger LOG = LoggerFactory.getLogger(OtherBrowsers.class);

  /** The one address that is ever opened: which page a person reads is not known here. */
  static final String FRONT_PAGE = "https://archiveofourown.org/";

  /**
   * The longest that a greeting waits to know what there is. On Linux it is known after a few
   * milliseconds, about when the browser's first word is read; where others keep the machine busy,
   * after some hundred, and what is not promised then is not offered as long as the browser is
   * connected. The extension has patience for fifteen seconds.
   */
  private static final Duration GREETING = Duration.ofSeconds(2);

  /** The longest that a person who pressed waits for the same. */
  private static final Duration PRESSED = Duration.ofSeconds(10);

  /** A diagnosis takes about so long. */
  private static final Duration REST = Duration.ofSeconds(1);

  /** Where it can be opened. */
  public enum Where {
    /** In another browser. */
    ANOTHER,
    /** In the same browser, with a profile that is new and thrown away afterwards. */
    CLEAN_PROFILE
  }

  /**
   * Another browser, as a person can choose it.
   *
   * @param id names it in a message, and says nothing of where it is
   * @param title what people call it
   */
  public record Choice(String id, String title) {}

  private record Known(List<Installed> others, Optional<ParentBrowser.Running> same) {
    private Known {
      others = List.copyOf(others);
    }

    /** The one that was chosen, or the first. */
    Optional<Installed> another(Optional<String> chosen) {
      return others.stream()
          .filter(browser -> chosen.map(browser.product().id()::equals).orElse(true))
          .findFirst();
    }
  }

  private final FutureTask<Known> known;
  private final TemporaryProfiles profiles;
  private final Launcher launcher;

  /**
   * Those of this machine, looked for while the browser is still being greeted.
   *
   * @param startedBy the engine of the browser that started us
   */
  public OtherBrowsers(Optional<Lineage> startedBy) {
    this(
        () -> outlived(startedBy) ? ParentBrowser.of(startedBy) : ParentBrowser.UNKNOWN,
        InstalledBrowsers.finder(FRONT_PAGE),
        new TemporaryProfiles(),
        Launcher.ofThisMachine(InstalledBrowsers.home()));
  }

  /** Who started us. */
  interface Parentage {
    ParentBrowser parent();
  }

  OtherBrowsers(
      Parentage parentage,
      InstalledBrowsers.Finder finder,
      TemporaryProfiles profiles,
      Launcher launcher) {
    this.profiles = profiles;
    this.launcher = launcher;
    this.known = new FutureTask<>(() -> known(parentage.parent(), finder.find()));
    // a platform thread: looking at files would hold a virtual thread's carrier
    Thread.ofPlatform()
        .daemon()
        .name("why502-browsers")
        .start(
            () -> {
              known.run();
              sweepLater();
            });
  }

  /** Not while a browser waits for our first words; who ends sooner leaves it to the next. */
  private void sweepLater() {
    try {
      Thread.sleep(REST);
      profiles.sweep();
    } catch (InterruptedException _) {
      LOG.info("Old profiles are left to the next."); // nobody interrupts it but the end
    }
  }

  private static Known known(ParentBrowser parent, List<Installed> found) {
    List<Installed> others =
        found.stream()
            .filter(browser -> parent.isAnother(browser.product()))
            // another engine first; among equals, the order of the products
            .sorted(
                Comparator.comparing(
                    browser ->
                        parent.lineage().filter(l -> l == browser.product().lineage()).isPresent()))
            .toList();
    return new Known(
        others,
        parent.itself().filter(ParentBrowser.Running::isPlain).filter(OtherBrowsers::mayBeNew));
  }

  /** Whether we know how to start it with a profile that is new. */
  private static boolean mayBeNew(ParentBrowser.Running browser) {
    return switch (browser.product().lineage()) {
      case GECKO, CHROMIUM -> true;
      case WEBKIT -> false;
    };
  }

  /** What can be done here; what is not known in time is not promised. */
  public Set<Where> can() {
    Set<Where> can = EnumSet.noneOf(Where.class);
    try {
      Optional<Known> found = known(GREETING);
      found.flatMap(k -> k.another(Optional.empty())).ifPresent(_ -> can.add(Where.ANOTHER));
      found.flatMap(Known::same).ifPresent(_ -> can.add(Where.CLEAN_PROFILE));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return can;
  }

  /**
   * The other browsers, another engine's first; none where they are not known in time. Each product
   * is there once.
   */
  public List<Choice> others() {
    try {
      return known(GREETING).stream()
          .flatMap(known -> known.others().stream())
          .map(browser -> new Choice(browser.product().id(), browser.product().title()))
          .toList();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /**
   * Opens the front page, once, and leaves the browser to the person.
   *
   * @param chosen the id of one of {@link #others()}; the first of them where none was chosen.
   *     Nothing is opened for any other text: it is compared, and never a part of what is started
   * @throws InterruptedException when nobody waits any more; what was started goes on
   */
  public Opening open(Where where, Optional<String> chosen) throws InterruptedException {
    Optional<Known> found = known(PRESSED);
    return switch (where) {
      case ANOTHER -> {
        Optional<Installed> another = found.flatMap(known -> known.another(chosen));
        yield another.isPresent() ? another(another.get()) : new Opening.None();
      }
      case CLEAN_PROFILE -> {
        Optional<ParentBrowser.Running> same = found.flatMap(Known::same);
        yield same.isPresent() ? clean(same.get()) : new Opening.None();
      }
    };
  }

  private Opening another(Installed browser) throws InterruptedException {
    String title = browser.product().title();
    return launcher.start(browser.program(), browser.arguments())
        ? new Opening.Opened(title)
        : new Opening.NotStarted(title);
  }

  private Opening clean(ParentBrowser.Running browser) throws InterruptedException {
    String title = browser.product().title();
    try {
      Path profile = profiles.make(browser.product().lineage());
      return launcher.start(browser.program(), arguments(browser.product().lineage(), profile))
          ? new Opening.Opened(title)
          : new Opening.NotStarted(title);
    } catch (IOException e) {
      LOG.info("No new profile can be made: {}", e.getClass().getSimpleName());
      return new Opening.NotStarted(title);
    }
  }

  /** As each engine is told (Firefox's and Chromium's documents of their command lines). */
  static List<String> arguments(Lineage lineage, Path profile) {
    return switch (lineage) {
      case GECKO -> List.of("--new-instance", "--profile", profile.toString(), FRONT_PAGE);
      case CHROMIUM ->
          List.of(
              "--user-data-dir=" + profile,
              "--no-first-run",
              "--no-default-browser-check",
              FRONT_PAGE);
      case WEBKIT -> throw new IllegalArgumentException("its profile cannot be chosen");
    };
  }

  private Optional<Known> known(Duration limit) throws InterruptedException {
    try {
      return Optional.of(known.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      LOG.info("Which browsers there are is not known in time.");
    } catch (ExecutionException e) {
      LOG.warn("Which browsers there are cannot be told.", e.getCause());
    }
    return Optional.empty();
  }

  /**
   * Whether what we start may outlive us. Windows' Firefox holds it in a job that ends with us
   * (MDN, "Native messaging"), and Java cannot ask to leave it: a browser would be ended while a
   * person reads.
   */
  private static boolean outlived(Optional<Lineage> startedBy) {
    return Os.current() != Os.WINDOWS || startedBy.filter(l -> l == Lineage.GECKO).isEmpty();
  }
}
