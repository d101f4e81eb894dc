package org.why502.lab.situation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.why502.lab.site.Place;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Site;
import org.why502.lab.site.Trouble;
import org.why502.lab.site.Visit;

/** The ways in which AO3's side fails, to be put together by situations. */
final class Troubles {
  private Troubles() {}

  /** A page that somebody must put together; {@code robots.txt} and the like are just files. */
  static boolean dynamic(Visit visit) {
    return !visit.path().equals("/robots.txt");
  }

  /** A page with a person's words on it: dynamic, and not one of the cheap JSON answers. */
  static boolean heavy(Visit visit) {
    return dynamic(visit) && !visit.path().endsWith(".json");
  }

  /** A page of a work, but for its index, which is light. */
  static boolean ofAWork(Visit visit) {
    return visit.path().startsWith("/works") && !visit.path().endsWith("/navigate");
  }

  /** Whatever is asked of AO3's addresses. */
  static boolean atTheArchive(Visit visit) {
    return visit.place() == Place.ARCHIVE;
  }

  /** Every dynamic page gets this. */
  static Trouble everyDynamicPage(Site reply) {
    return when(Troubles::dynamic, reply);
  }

  /** Requests of this sort get this. */
  static Trouble when(Predicate<Visit> which, Site reply) {
    return visit -> which.test(visit) ? Optional.of(reply.answer(visit)) : Optional.empty();
  }

  /** The first, fourth, seventh … dynamic request gets this: a third is shed, countably. */
  static Trouble everyThird(Site reply) {
    AtomicInteger count = new AtomicInteger();
    return when(v -> dynamic(v) && count.getAndIncrement() % 3 == 0, reply);
  }

  /** Only the first requests for dynamic pages get this, so many of them. */
  static Trouble first(int times, Site reply) {
    AtomicInteger count = new AtomicInteger();
    return when(v -> dynamic(v) && count.getAndIncrement() < times, reply);
  }

  /** Every page's first visit gets this; the same page asked for again is fine. */
  static Trouble firstVisitOfEachPage(Site reply) {
    Map<String, Boolean> seen = new ConcurrentHashMap<>();
    return when(v -> heavy(v) && seen.putIfAbsent(v.path(), true) == null, reply);
  }

  /** This reply after a silence. */
  static Site late(Duration wait, Site reply) {
    return visit -> {
      Reply late = reply.answer(visit);
      return late.after(wait);
    };
  }
}
