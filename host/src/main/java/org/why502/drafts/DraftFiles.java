package org.why502.drafts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.drafts.Copy.Why;
import org.why502.system.Os;

/**
 * Writes the copies.
 *
 * <p>Each goes to a file of a name that nobody has, is brought to the disk, and then gets its own
 * name by a link, which fails where there is one of that name: so it is whole or absent, and no
 * other is ever written over, whoever else writes there. What is left of one that was cut off in
 * the middle is taken away by a later one.
 */
public final class DraftFiles {
  private static final Logger LOG = LoggerFactory.getLogger(DraftFiles.class);

  /** Below the person's documents. */
  static final String FOLDER = "AO3 drafts";

  /**
   * The most that AO3 takes for a chapter is 510,000 characters (field guide), of three bytes each
   * where they are not Latin, and notes beside it; in bytes, of each of both files.
   */
  static final int LONGEST = 3 * 1024 * 1024;

  /** Nobody sends the same text so often in one day. */
  private static final int MOST_OF_A_NAME = 999;

  /** What is older and still half is nobody's any more; a copy takes a moment. */
  private static final Duration HALF_FOR = Duration.ofHours(1);

  private static final Pattern HALF = Pattern.compile("\\.why502-[0-9a-f]{16}\\.part");

  private final Path documents;
  private final boolean posix;

  /** In this person's documents. @throws InterruptedException when nobody waits any more */
  public static DraftFiles ofThisPerson() throws InterruptedException {
    Os os = Os.current();
    return new DraftFiles(DocumentsFolder.of(os, System.getenv(), home()), os != Os.WINDOWS);
  }

  private static Path home() {
    String set = System.getenv("HOME");
    return Path.of(set != null && set.startsWith("/") ? set : System.getProperty("user.home"));
  }

  /**
   * In other documents.
   *
   * @param posix whether files have an owner and permissions there
   */
  DraftFiles(Path documents, boolean posix) {
    this.documents = documents;
    this.posix = posix;
  }

  /** Keeps a copy of a text that was sent. */
  public Copy keep(SentText text, LocalDate day) {
    String name = FileName.of(text, day);
    byte[] page = Page.of(name, text.html()).getBytes(StandardCharsets.UTF_8);
    byte[] plain = text.text().getBytes(StandardCharsets.UTF_8);
    if (page.length > LONGEST || plain.length > LONGEST) {
      return new Copy.NotKept(Why.TOO_LONG);
    }
    if (!Files.isDirectory(documents)) {
      return new Copy.NotKept(Why.NO_FOLDER);
    }
    Path folder = documents.resolve(FOLDER);
    try {
      if (!isOurs(folder)) {
        return new Copy.NotKept(Why.NOT_OURS);
      }
      return new Copy.Kept(write(folder, name, page, plain));
    } catch (IOException e) {
      LOG.info("No local copy: {}", e.getClass().getSimpleName());
      return new Copy.NotKept(why(e, folder, page.length + plain.length));
    }
  }

  /**
   * It is made where there is none; a link may lead anywhere, and another's may be read by them.
   */
  private boolean isOurs(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, only("rwx------"));
      sync(documents);
      return true;
    } catch (FileAlreadyExistsException _) {
      boolean isFolder = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
      return isFolder && (!posix || owner(folder) == ownUser());
    }
  }

  private static int owner(Path folder) throws IOException {
    return (int) Files.getAttribute(folder, "unix:uid");
  }

  /** As whom we run: the kernel tells on Linux; elsewhere it is whoever the home belongs to. */
  private static int ownUser() throws IOException {
    Path self = Path.of("/proc/self");
    return owner(Files.isDirectory(self) ? self : home());
  }

  private Path write(Path folder, String name, byte[] page, byte[] plain) throws IOException {
    Path halfPage = half(folder);
    Path halfPlain = half(folder);
    try {
      fill(halfPage, page);
      fill(halfPlain, plain);
      sweep(folder, Files.getLastModifiedTime(halfPlain));
      Path named = named(folder, name, halfPage, halfPlain);
      sync(folder);
      if (!Arrays.equals(Files.readAllBytes(named), page)) {
        throw new IOException("what was written is not what is there");
      }
      return named;
    } finally {
      Files.deleteIfExists(halfPage);
      Files.deleteIfExists(halfPlain);
    }
  }

  /** Both get the first name that neither has. */
  private static Path named(Path folder, String name, Path halfPage, Path halfPlain)
      throws IOException {
    for (int n = 1; n <= MOST_OF_A_NAME; n++) {
      String one = n == 1 ? name : name + " (" + n + ")";
      Path plain = folder.resolve(one + ".txt");
      Path page = folder.resolve(one + ".html");
      if (!Files.exists(page, LinkOption.NOFOLLOW_LINKS) && give(halfPlain, plain)) {
        if (give(halfPage, page)) {
          return page;
        }
        Files.delete(plain); // Somebody took the other name meanwhile.
      }
    }
    throw new IOException("every name is taken");
  }

  /**
   * A second name for the same file; on file systems that know no such thing (FAT) it is moved,
   * where nothing but a file of that moment could be in its way.
   */
  private static boolean give(Path half, Path name) throws IOException {
    try {
      Files.createLink(name, half);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      LOG.debug("No links here: {}", e.getClass().getSimpleName());
    }
    try {
      Files.move(half, name);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  private void fill(Path half, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            half,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            only("rw-------"))) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  /** Windows opens no folder as a file, and keeps names safe by itself (NTFS logs them). */
  private void sync(Path folder) throws IOException {
    if (posix) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * Only what has a name of our own making. What time it is is told by the disk, which wrote both.
   */
  private static void sweep(Path folder, FileTime now) throws IOException {
    FileTime old = FileTime.from(now.toInstant().minus(HALF_FOR));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, ".why502-*.part")) {
      for (Path one : all) {
        boolean ours =
            HALF.matcher(one.getFileName().toString()).matches()
                && Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS);
        if (ours && isOlder(one, old)) {
          Files.deleteIfExists(one);
        }
      }
    }
  }

  /** One that is gone meanwhile was of a copy that was written at the same time, and is done. */
  private static boolean isOlder(Path half, FileTime than) throws IOException {
    try {
      return Files.getLastModifiedTime(half).compareTo(than) < 0;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private static Path half(Path folder) {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    return folder.resolve(".why502-" + random + ".part");
  }

  private FileAttribute<?>[] only(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** The system's own words are in its own language: what it says is found out once more. */
  private static Why why(IOException error, Path folder, int needed) {
    Path where = Files.isDirectory(folder) ? folder : folder.getParent();
    if (error instanceof AccessDeniedException || !Files.isWritable(where)) {
      return Why.NOT_ALLOWED;
    }
    return left(where).filter(bytes -> bytes < needed).isPresent() || isQuota(error)
        ? Why.FULL
        : Why.FAILED;
  }

  private static Optional<Long> left(Path where) {
    try {
      return Optional.of(Files.getFileStore(where).getUsableSpace());
    } catch (IOException e) {
      LOG.debug("How much room there is is not told: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  /** Of a person's share nothing but the words tells. */
  private static boolean isQuota(IOException error) {
    String words = String.valueOf(error.getMessage());
    return words.contains("No space left") || words.contains("quota");
  }
}
