package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.lab.situation.MixedCause;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.rules.Diagnose;

/** Each class of mixed causes has a situation whose evidence is saved, and what is never said. */
class MixedCauseTest {
  /** What no evidence of the class may be called, however sure. */
  private static final Map<MixedCause, Set<String>> NEVER =
      Map.of(
          MixedCause.LARGE_ANSWERS, Set.of("page-too-slow", "browser-interference"),
          MixedCause.ANTIVIRUS_AND, Set.of("intercepted"),
          MixedCause.FAMILY_DEAD_AND, Set.of("one-family-broken"),
          MixedCause.HOSTS_ENTRY_AND, Set.of("hosts-file"),
          MixedCause.COMPANION_TURNED_AWAY,
              Set.of("offline", "browser-check", "address-refused", "recovered"),
          MixedCause.PROXY_IS_THE_ONLY_WAY, Set.of("offline"),
          MixedCause.A_LIMIT_THAT_IS_NOT_THE_ARCHIVES, Set.of("too-many-requests"),
          MixedCause.SLOW_LINK, Set.of("page-too-slow", "blocked-here"),
          MixedCause.HALF_A_FAMILY, Set.of("browser-interference"),
          MixedCause.A_PROXY_OF_THE_BROWSERS, Set.of("browser-names"));

  /** What is at most likely, whoever says it. */
  private static final Set<MixedCause> NEVER_CERTAIN =
      Set.of(
          MixedCause.MEMBERS_ONLY,
          MixedCause.SOME_ADDRESSES,
          MixedCause.LARGE_ANSWERS,
          MixedCause.THE_BROWSERS_PACKETS,
          MixedCause.EDGE_GONE_WITH_AN_INCIDENT,
          MixedCause.A_LIMIT_THAT_IS_NOT_THE_ARCHIVES);

  record Shown(MixedCause cause, SituationFolders folder) {
    @Override
    public String toString() {
      return cause + ": " + folder;
    }
  }

  static List<Shown> shown() throws IOException {
    List<SituationFolders> all = SituationFolders.all();
    return Stream.of(MixedCause.values())
        .flatMap(
            cause ->
                all.stream()
                    .filter(folder -> cause.situations().contains(folder.name()))
                    .map(folder -> new Shown(cause, folder)))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void has_a_situation(MixedCause cause) throws IOException {
    List<String> saved = SituationFolders.all().stream().map(SituationFolders::name).toList();
    assertEquals(
        List.of(), cause.situations().stream().filter(s -> !saved.contains(s)).toList(), "unsaved");
    assertFalse(cause.situations().isEmpty(), "none");
  }

  @ParameterizedTest
  @MethodSource("shown")
  void is_never_called_what_it_is_not(Shown shown) {
    Diagnosis diagnosis = Diagnose.diagnose(shown.folder().evidence());
    assertFalse(
        NEVER.getOrDefault(shown.cause(), Set.of()).contains(diagnosis.verdict().code()),
        () -> diagnosis.verdict() + ", " + diagnosis.certainty());
    assertTrue(
        diagnosis.certainty() != Certainty.CERTAIN || !NEVER_CERTAIN.contains(shown.cause()),
        () -> "certain of " + diagnosis.verdict());
  }

  /** Nobody's session is the cause in any of them. */
  @ParameterizedTest
  @MethodSource("shown")
  void clears_nobodys_cookies(Shown shown) {
    assertFalse(
        Diagnose.diagnose(shown.folder().evidence())
            .remedies()
            .contains(RemedyCode.CLEAR_SITE_DATA));
  }
}
