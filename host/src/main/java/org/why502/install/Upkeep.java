package org.why502.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.why502.install.InstallReport.Kind;
import org.why502.install.InstallReport.Line;
import org.why502.system.Os;

/**
 * Whether the copies of why502 that browsers start are whole: their caches of classes, and on macOS
 * the mark of what came from the network. Changed is this very copy, where it is this person's own;
 * for any other the command is told.
 *
 * @param person whose browsers
 * @param machine whose places for everybody
 * @param own the launcher that speaks here
 * @param handshake how to greet it
 * @param quarantine the marks, on a system that has such
 */
record Upkeep(
    Surroundings person,
    Surroundings machine,
    Path own,
    Greeting handshake,
    Optional<Quarantine> quarantine) {

  /** On this machine. */
  static Upkeep of(Surroundings person, Surroundings machine, Path own, Greeting handshake) {
    return new Upkeep(
        person,
        machine,
        own,
        handshake,
        machine.os() == Os.MACOS ? Quarantine.ofThisMachine() : Optional.empty());
  }

  /**
   * Looks at the images of these launchers, each once.
   *
   * @param launchers those that files for browsers lead to
   */
  List<Line> look(Collection<Path> launchers) {
    List<Line> lines = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path launcher : launchers) {
      ClassCache.beside(launcher)
          .filter(cache -> seen.add(cache.file()))
          .ifPresent(
              cache -> {
                marked(cache).ifPresent(lines::add);
                lines.add(line(cache, cache.state()));
              });
    }
    return lines;
  }

  private Keeper keeper(ClassCache cache) {
    return Keeper.of(cache.image(), cache.launcher(), own, person, machine);
  }

  private boolean isMarked(ClassCache cache) {
    return quarantine.filter(q -> q.on(cache.image())).isPresent();
  }

  private Optional<Line> marked(ClassCache cache) {
    return isMarked(cache)
        ? Optional.of(
            Line.plain(
                Kind.NOTE,
                "macOS has marked "
                    + cache.image()
                    + " as come from the network, and may ask before it starts it, or refuse. To"
                    + " take the mark away:  "
                    + Quarantine.command(cache.image())))
        : Optional.empty();
  }

  private Line line(ClassCache cache, CacheState state) {
    Path file = cache.file();
    String mend = keeper(cache).command(cache.image(), cache.launcher());
    return switch (state) {
      case CacheState.Used() ->
          Line.about(Kind.GOOD, file, "The cache of classes " + file + " is whole and in use.");
      case CacheState.Missing() ->
          Line.about(
              Kind.NOTE,
              file,
              "There is no cache of classes "
                  + file
                  + ", so that the companion starts a little slower. To make it:  "
                  + mend);
      case CacheState.Refused(String why) ->
          Line.about(
              Kind.NOTE,
              file,
              "The Java runtime does not use the cache of classes "
                  + file
                  + ", so that the companion starts a little slower (it says: "
                  + why
                  + "). To make it anew:  "
                  + mend);
      case CacheState.Damaged() ->
          Line.about(
              Kind.BAD,
              file,
              "The cache of classes "
                  + file
                  + " is damaged: what it holds may run wrong, or end the companion. To make it"
                  + " anew:  "
                  + mend);
      case CacheState.BesideOthers(Path jar) ->
          Line.about(
              Kind.BAD,
              file,
              "The cache of classes "
                  + file
                  + " was made beside another "
                  + jar.getFileName()
                  + ": the Java runtime starts a little slower, or with the classes of before. To"
                  + " make it anew:  "
                  + mend);
      case CacheState.Unseen(String why) ->
          Line.about(
              Kind.NOTE,
              file,
              "Whether the cache of classes "
                  + file
                  + " is in use could not be seen, because "
                  + why
                  + ".");
    };
  }

  /** Mends the copy that speaks here, where it is this person's; tells what it did. */
  List<Line> mend(Collection<Path> launchers) {
    return ClassCache.beside(own)
        .filter(cache -> keeper(cache) instanceof Keeper.Ours)
        .filter(
            cache ->
                launchers.stream()
                    .flatMap(launcher -> ClassCache.beside(launcher).stream())
                    .anyMatch(other -> other.file().equals(cache.file())))
        .map(this::mend)
        .orElse(List.of());
  }

  private List<Line> mend(ClassCache cache) {
    List<Line> lines = new ArrayList<>();
    if (isMarked(cache)) {
      boolean lifted = quarantine.filter(q -> q.lift(cache.image())).isPresent();
      lines.add(
          Line.plain(
              lifted ? Kind.GOOD : Kind.BAD,
              (lifted ? "Took macOS' mark from " : "macOS' mark could not be taken from ")
                  + cache.image()
                  + "."));
    }
    if (cache.state().mendable()) {
      lines.add(
          cache
              .make(handshake)
              .map(why -> Line.about(Kind.NOTE, cache.file(), unmade(cache, why)))
              .orElseGet(
                  () ->
                      Line.about(
                          Kind.GOOD,
                          cache.file(),
                          "Made the cache of classes " + cache.file() + " anew.")));
    }
    return lines;
  }

  /** What is left then is looked at once more, and told. */
  private static String unmade(ClassCache cache, String why) {
    return "The cache of classes " + cache.file() + " could not be made anew, because " + why + ".";
  }
}
