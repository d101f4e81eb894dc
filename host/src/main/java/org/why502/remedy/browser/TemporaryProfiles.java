package org.why502.remedy.browser;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Profiles that are thrown away. We end before the browser does, so that an old one is swept away
 * at a later start: only a folder of a name that we give, which is this person's, holds our mark,
 * and is held by no browser and no other companion. Whatever cannot be told is left alone.
 */
final class TemporaryProfiles {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryProfiles.class);

  private static final String PREFIX = "why502-profile-";

  private static final String GONE = ".gone";

  /** In each of ours; locked for as long as whoever made it runs. */
  static final String MARK = "why502-temporary-profile";

  /** Firefox locks the first (nsProfileLock.cpp); Windows' Firefox and Chromium the others. */
  private static final List<String> LOCKED_FILES =
      List.of(MARK, ".parentlock", "parent.lock", "lockfile");

  /** Links that name the process which holds the profile (nsProfileLock, ProcessSingleton). */
  private static final List<String> HOLDERS = List.of("lock", "SingletonLock");

  /** A container has processes of its own, and often this folder in common with the machine. */
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /** Firefox has no switch for it: no page of welcome, and no question in front of AO3. */
  private static final List<String> QUIET =
      List.of(
          "user_pref(\"browser.aboutwelcome.enabled\", false);",
          "user_pref(\"browser.shell.checkDefaultBrowser\", false);",
          "user_pref(\"datareporting.policy.firstRunURL\", \"\");");

  /** Made when they are needed, which is hardly ever. */
  private static final class Patterns {
    /** As {@link Files#createTempDirectory} ends them, and as they are called while they go. */
    static final Pattern NAME = Pattern.compile(PREFIX + "\\d{1,20}(\\.gone)?");

    static final Pattern HOLDER = Pattern.compile("(.*)[:-]\\+?(\\d{1,10})");
  }

  private final Path folder;
  private final Predicate<Path> isOurs;

  /** Those that were made here: none is closed for want of somebody who knows it. */
  private final Map<Path, FileChannel> held = new ConcurrentHashMap<>();

  /** Those in the system's folder of temporary files. */
  TemporaryProfiles() {
    this(Path.of(System.getProperty("java.io.tmpdir")), TemporaryProfiles::isThisPersons);
  }

  /**
   * Those of a folder.
   *
   * @param isOurs whether something is this person's
   */
  TemporaryProfiles(Path folder, Predicate<Path> isOurs) {
    this.folder = folder;
    this.isOurs = isOurs;
  }

  /**
   * A new one, which nobody else can read. It is ours until we end.
   *
   * @throws IOException where none can be made
   */
  Path make(Lineage lineage) throws IOException {
    Path profile = Files.createTempDirectory(folder, PREFIX);
    // Closed by our end alone: until the browser holds the profile itself, nobody sweeps it. It is
    // locked before it is a mark, so that there is no moment between.
    Path before = profile.resolve(MARK + ".new");
    FileChannel mark =
        FileChannel.open(before, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    held.put(profile, mark);
    mark.lock();
    Files.move(before, profile.resolve(MARK));
    if (lineage == Lineage.GECKO) {
      Files.write(profile.resolve("user.js"), QUIET);
    }
    return profile;
  }

  /** Throws away those that nobody uses. */
  void sweep() {
    String[] names = folder.toFile().list((_, name) -> name.startsWith(PREFIX));
    if (names == null) {
      LOG.info("Old profiles cannot be listed.");
      return;
    }
    for (String name : names) {
      Path profile = folder.resolve(name);
      if (isLeft(profile)) {
        remove(profile);
      }
    }
  }

  private boolean isLeft(Path profile) {
    Matcher name = Patterns.NAME.matcher(profile.getFileName().toString());
    if (!name.matches()
        || !Files.isDirectory(profile, LinkOption.NOFOLLOW_LINKS)
        // who opens a lock's file and closes it has given the lock up (fcntl(2)), also one of its
        // own
        || held.containsKey(profile)
        || !isOurs.test(profile)) {
      return false;
    }
    // one that was going already has lost some of its files, perhaps the mark
    boolean going = name.group(1) != null;
    return (going || Files.isRegularFile(profile.resolve(MARK), LinkOption.NOFOLLOW_LINKS))
        && !isHeld(profile);
  }

  private static boolean isHeld(Path profile) {
    return LOCKED_FILES.stream().anyMatch(name -> isLocked(profile.resolve(name)))
        || HOLDERS.stream().anyMatch(name -> isHeldBy(profile.resolve(name)))
        || ProcessHandle.allProcesses().anyMatch(process -> names(process, profile));
  }

  private static boolean isLocked(Path file) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException _) {
      return true; // by ourselves
    } catch (IOException e) {
      LOG.info("Whether a profile is in use cannot be told: {}", e.getClass().getSimpleName());
      return true;
    }
  }

  private static boolean isHeldBy(Path link) {
    if (!Files.isSymbolicLink(link)) {
      return false;
    }
    try {
      Matcher holder = Patterns.HOLDER.matcher(Files.readSymbolicLink(link).toString());
      // Firefox names an address, Chromium the machine
      return !holder.matches()
          || (link.endsWith("SingletonLock") && !isThisMachine(holder.group(1)))
          || ProcessHandle.of(Long.parseLong(holder.group(2)))
              .filter(ProcessHandle::isAlive)
              .isPresent();
    } catch (IOException e) {
      LOG.info("Who holds a profile cannot be told: {}", e.getClass().getSimpleName());
      return true;
    }
  }

  /** Where no name can be read (macOS), there is no such container either. */
  private static boolean isThisMachine(String host) throws IOException {
    return !Files.isReadable(HOST_NAME) || Files.readString(HOST_NAME).strip().equals(host);
  }

  /** A browser is told its profile when it is started. */
  private static boolean names(ProcessHandle process, Path profile) {
    return Optional.of(process.info())
        .flatMap(ProcessHandle.Info::arguments)
        .map(Stream::of)
        .orElse(Stream.of())
        .anyMatch(argument -> argument.contains(profile.toString()));
  }

  /**
   * It takes another name first: where somebody holds it after all, Windows lets nobody do that.
   */
  private static void remove(Path profile) {
    try {
      Path going = profile;
      if (!profile.toString().endsWith(GONE)) {
        going = Files.move(profile, profile.resolveSibling(profile.getFileName() + GONE));
      }
      // links are removed, never followed
      Files.walkFileTree(going, new Removing());
    } catch (IOException e) {
      LOG.info("An old profile cannot be removed: {}", e.getClass().getSimpleName());
    }
  }

  /** Everything in a folder, and the folder. */
  private static final class Removing extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, IOException trouble) throws IOException {
      if (trouble != null) {
        throw trouble;
      }
      Files.delete(dir);
      return FileVisitResult.CONTINUE;
    }
  }

  /** By name; unknown is no. */
  private static boolean isThisPersons(Path file) {
    try {
      String owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
      return ProcessHandle.current().info().user().filter(owner::equals).isPresent();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.info("Whose a folder is cannot be told: {}", e.getClass().getSimpleName());
      return false;
    }
  }
}
