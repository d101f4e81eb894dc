package org.why502;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.drafts.Copy;
import org.why502.drafts.DraftFiles;
import org.why502.drafts.SentText;
import org.why502.evidence.OfficialHosts;
import org.why502.message.OfferedBrowser;
import org.why502.message.Repair;
import org.why502.message.Repair.Said;
import org.why502.message.Repairer;
import org.why502.message.Request;
import org.why502.probe.names.SystemNames;
import org.why502.probe.ways.Uplinks;
import org.why502.remedy.ClockWindow;
import org.why502.remedy.ConnectionRestart;
import org.why502.remedy.MachineRemedies;
import org.why502.remedy.RemedyOutcome;
import org.why502.remedy.RemedyOutcome.Seen;
import org.why502.remedy.browser.Lineage;
import org.why502.remedy.browser.Opening;
import org.why502.remedy.browser.OtherBrowsers;
import org.why502.verdict.RemedyCode;

/** Carries remedies out for a browser: those of this machine, and what came of them. */
final class Remedies implements Repairer {
  private static final Logger LOG = LoggerFactory.getLogger(Remedies.class);

  /**
   * The C library asks once more where no answer came within five seconds (resolv.conf(5)); one
   * lost packet is no dead resolver. Once before a remedy and once after it: with the minute that a
   * program may take, that is less than the extension waits (75 s).
   */
  private static final Duration LOOK_UP = Duration.ofSeconds(7);

  private final MachineRemedies machine = new MachineRemedies(Remedies::addressesOfTheArchive);
  private final ConnectionRestart connection =
      new ConnectionRestart(Uplinks.ofThisMachine()::words, Remedies::addressesOfTheArchive);
  private final ClockWindow clock = new ClockWindow();
  private final OtherBrowsers browsers;

  /**
   * Those of this machine.
   *
   * @param startedBy the engine of the browser that asks
   */
  Remedies(Optional<Lineage> startedBy) {
    this.browsers = new OtherBrowsers(startedBy);
  }

  @Override
  public Set<RemedyCode> can() {
    Set<RemedyCode> can =
        EnumSet.of(RemedyCode.FLUSH_DNS, RemedyCode.RESTART_CONNECTION, RemedyCode.SAVE_TEXT);
    if (clock.isThere()) {
      can.add(RemedyCode.FIX_CLOCK);
    }
    browsers.can().stream().map(Remedies::code).forEach(can::add);
    return can;
  }

  @Override
  public List<OfferedBrowser> browsers() {
    return browsers.others().stream()
        .map(other -> new OfferedBrowser(other.id(), other.title()))
        .toList();
  }

  private static RemedyCode code(OtherBrowsers.Where where) {
    return switch (where) {
      case ANOTHER -> RemedyCode.OTHER_BROWSER;
      case CLEAN_PROFILE -> RemedyCode.CLEAN_PROFILE;
    };
  }

  @Override
  public Repair repair(Request.Remedy asked) throws InterruptedException {
    RemedyCode remedy = asked.remedy();
    if (remedy == RemedyCode.FLUSH_DNS) {
      return flushDns();
    }
    if (remedy == RemedyCode.RESTART_CONNECTION) {
      return Repair.of(said(connection.await()));
    }
    if (remedy == RemedyCode.FIX_CLOCK) {
      return openClock();
    }
    if (remedy == RemedyCode.SAVE_TEXT && asked.text().isPresent()) {
      return keep(asked.text().get());
    }
    for (OtherBrowsers.Where where : OtherBrowsers.Where.values()) {
      if (code(where) == remedy) {
        return open(where, asked.browser());
      }
    }
    throw new IllegalArgumentException(remedy + " is carried out by nobody here");
  }

  /** Only the browser knows whether the person asked for it; what is written is theirs. */
  private static Repair keep(Request.GivenText given) throws InterruptedException {
    SentText.Kind kind =
        switch (given.kind()) {
          case WORK -> SentText.Kind.WORK;
          case CHAPTER -> SentText.Kind.CHAPTER;
          case COMMENT -> SentText.Kind.COMMENT;
          case OTHER -> SentText.Kind.OTHER;
        };
    SentText text = new SentText(kind, given.title(), given.chapter(), given.html(), given.text());
    return switch (DraftFiles.ofThisPerson().keep(text, LocalDate.now())) {
      case Copy.Kept(Path file) -> Repair.kept(file.toString());
      case Copy.NotKept(Copy.Why why) -> Repair.notKept(word(why));
    };
  }

  private static String word(Copy.Why why) {
    return switch (why) {
      case NO_FOLDER -> "no-folder";
      case NOT_OURS -> "not-ours";
      case NOT_ALLOWED -> "not-allowed";
      case FULL -> "full";
      case TOO_LONG -> "too-long";
      case FAILED -> "failed";
    };
  }

  private Repair openClock() throws InterruptedException {
    return switch (clock.open()) {
      case OPENED -> Repair.of(Said.OPENED);
      case NOT_STARTED -> Repair.of(Said.FAILED);
      case NONE -> Repair.of(Said.NOTHING);
    };
  }

  private Repair open(OtherBrowsers.Where where, Optional<String> chosen)
      throws InterruptedException {
    return switch (browsers.open(where, chosen)) {
      case Opening.Opened(String browser) -> Repair.of(Said.OPENED, browser);
      case Opening.NotStarted(String browser) -> Repair.of(Said.FAILED, browser);
      case Opening.None _ -> Repair.of(Said.NOTHING);
    };
  }

  private Repair flushDns() throws InterruptedException {
    return switch (machine.flushDns()) {
      case RemedyOutcome.Ran(Seen seen) -> Repair.of(said(seen));
      case RemedyOutcome.Nothing _ -> Repair.of(Said.NOTHING);
      case RemedyOutcome.Unknown _ -> Repair.of(Said.UNKNOWN);
      case RemedyOutcome.ByHand(String command) -> Repair.of(Said.BY_HAND, "", command);
      case RemedyOutcome.Failed(String words, String command) ->
          Repair.of(Said.FAILED, words, command);
      case RemedyOutcome.Late(String command) -> Repair.of(Said.LATE, "", command);
    };
  }

  private static Said said(Seen seen) {
    return switch (seen) {
      case CHANGED -> Said.CHANGED;
      case SAME -> Said.SAME;
      case NOTHING -> Said.UNSEEN;
    };
  }

  /** As every program on this machine finds them; nothing where that takes too long or fails. */
  private static List<String> addressesOfTheArchive() throws InterruptedException {
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<InetAddress>> answer =
          asking.submit(() -> SystemNames.ofThisProcess().lookup(OfficialHosts.ARCHIVE));
      try {
        return SystemNames.kept(answer.get(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException | ExecutionException e) {
        answer.cancel(true);
        LOG.info("AO3's name is not found on this machine: {}", e.getClass().getSimpleName());
        return List.of();
      }
    }
  }
}
