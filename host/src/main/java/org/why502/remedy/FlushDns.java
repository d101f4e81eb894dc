package org.why502.remedy;

import java.util.ArrayList;
import java.util.List;
import org.why502.remedy.NameCaches.Cache;
import org.why502.remedy.Plan.Step;
import org.why502.system.Os;

/**
 * Forgets the names that this machine keeps, so that the next question is asked anew. It costs
 * nothing and needs no undo: what is forgotten is asked for again. Pure.
 */
public final class FlushDns {
  /** macOS' two caches (Apple's support pages); the second belongs to the administrator. */
  private static final String MACOS =
      "sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder";

  /**
   * The system itself asks for an administrator and says for what; nobody's password comes to us.
   */
  private static final String MACOS_ASKS =
      "do shell script \"dscacheutil -flushcache; killall -HUP mDNSResponder\""
          + " with administrator privileges";

  private FlushDns() {}

  /**
   * How it is done.
   *
   * @param os which system
   * @param caches what was seen to keep names, on Linux
   * @param root whether this program may do everything
   */
  public static Plan plan(Os os, NameCaches caches, boolean root) {
    return switch (os) {
      case LINUX -> linux(caches, root);
      case MACOS -> new Plan.Steps(List.of(Step.of("osascript", "-e", MACOS_ASKS)), MACOS);
      case WINDOWS ->
          new Plan.Steps(List.of(Step.of("ipconfig.exe", "/flushdns")), "ipconfig /flushdns");
    };
  }

  private static Plan linux(NameCaches caches, boolean root) {
    List<Step> steps = new ArrayList<>();
    List<String> byHand = new ArrayList<>();
    for (Cache cache : Cache.values()) {
      if (!caches.found().contains(cache)) {
        continue;
      }
      if (cache == Cache.OTHER) {
        return new Plan.Unknown();
      }
      Step step = step(cache);
      if (root || !needsRoot(cache)) {
        steps.add(step);
      }
      byHand.add((needsRoot(cache) ? "sudo " : "") + typed(step));
    }
    if (byHand.isEmpty()) {
      return new Plan.Nothing();
    }
    String command = String.join(" && ", byHand);
    // one cache that keeps the old answer keeps it for all: every one is emptied, or a person does
    // it
    return steps.size() == byHand.size()
        ? new Plan.Steps(steps, command)
        : new Plan.ByHand(command);
  }

  private static Step step(Cache cache) {
    return switch (cache) {
      case NSCD -> Step.of("nscd", "-i", "hosts");
      case RESOLVED -> Step.of("resolvectl", "flush-caches");
      case DNSMASQ -> Step.of("pkill", "-HUP", "-x", "dnsmasq"); // dnsmasq(8): it clears its cache
      case UNBOUND -> Step.of("unbound-control", "flush_zone", "archiveofourown.org");
      case NAMED -> Step.of("rndc", "flush");
      case OTHER -> throw new IllegalArgumentException("nobody knows how it is emptied");
    };
  }

  /** systemd-resolved lets everybody: its method is marked unprivileged (resolved-bus.c). */
  private static boolean needsRoot(Cache cache) {
    return switch (cache) {
      case RESOLVED -> false;
      case NSCD, DNSMASQ, UNBOUND, NAMED, OTHER -> true;
    };
  }

  private static String typed(Step step) {
    return step.program() + " " + String.join(" ", step.arguments());
  }
}
