package org.why502.verdict.world;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.rules.Diagnose;

/** Small worlds that were told wrongly once, each with what is right of it. */
class OnceToldWronglyTest {

  @ParameterizedTest
  @CsvSource({
    // certainly offline, though the one way out is a proxy, or the companion alone is kept in
    "PROXY_IS_THE_ONLY_WAY_AND_REFUSES, LIKELY local-proxy",
    "PROXY_FAILS PROXY_IS_THE_ONLY_WAY, LIKELY local-proxy",
    "DROPPED_HERE COMPANION_NOT_LET_OUT, LIKELY offline",
    "COMPANION_NOT_LET_OUT CLOCK_A_YEAR_AHEAD, UNSURE inconclusive",
    "COOKIES_TOO_BIG ARCHIVE_DOWN PROXY_IS_THE_ONLY_WAY, UNSURE inconclusive",
    "ARCHIVE_DOWN PROXY_IS_THE_ONLY_WAY EXTENSION_BLOCKS, LIKELY browser-interference",
    "PROXY_WRITES_A_PAGE COMPANION_NOT_LET_OUT, LIKELY local-proxy",
    // certainly the resolver's fault, though the browser found the name
    "SLOW_NAMES ONE_ADDRESS_RESET, LIKELY blocked-here",
    "SLOW_NAMES PROXY_FAILS, LIKELY local-proxy",
    // certainly a heavy page, since connecting takes six seconds
    "STALE_COOKIES SLOW_LINK, LIKELY stale-session",
    // certainly planned work, though guests are served
    "STALE_COOKIES WORK_ANNOUNCED, LIKELY stale-session",
    // certainly an overload, since a search answers nobody and the servers no member
    "STALE_COOKIES SEARCH_DOWN, LIKELY archive-overloaded",
    // certainly down, though light pages come
    "OVERLOADED EXTENSION_BLOCKS, LIKELY archive-down",
    // nothing said, though the companion was told
    "MAINTENANCE BROWSERS_PACKETS_RESET, LIKELY archive-maintenance",
    "EDGE_DOWN BROWSERS_PROTOCOL_MANGLED, LIKELY edge-down",
    // offline, though the browser met somebody who ended its load
    "COMPANION_NOT_LET_OUT BROWSERS_PACKETS_RESET, LIKELY blocked-here",
    "COMPANION_NOT_LET_OUT ONE_ADDRESS_RESET, LIKELY blocked-here",
    // intercepted, though the browser waited in vain for an answer
    "ANTIVIRUS BROWSERS_HELLO_SWALLOWED, UNSURE inconclusive",
    // a stale session, which clearing would not mend
    "MEMBERS_MET_BY_SILENCE, LIKELY signed-in-pages-down",
    // certainly a page too slow by a guest's light page, or an overload
    "STALE_COOKIES HEAVY_PAGE, LIKELY page-too-slow"
  })
  void is_told_so(String causes, String right) {
    EnumSet<Cause> all = EnumSet.noneOf(Cause.class);
    Arrays.stream(causes.split(" ")).map(Cause::valueOf).forEach(all::add);
    Diagnosis told = Diagnose.diagnose(new ModelWorld(all, true).evidence(Engine.CHROMIUM));
    assertEquals(right, told.certainty() + " " + told.verdict().code());
  }
}
