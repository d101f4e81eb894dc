package org.why502.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a whole file or nothing, whatever happens meanwhile: who looks in the middle, and who
 * looks after a power cut, sees the old one or the new.
 *
 * <p>The bytes go to a temporary file beside it, are brought to the disk, and take the name in one
 * step; then the folder is brought to the disk, without which the name could be lost (fsync(2)).
 */
public final class WholeFile {

  /** Brings a file or folder to the disk. Tests watch it. */
  @FunctionalInterface
  interface Syncing {
    void force(FileChannel channel, Path what) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes it, as readable as the one that it replaces: what a person keeps from others stays kept
   * from them. Without one, as readable as any new file of this person. Makes the folders that are
   * missing.
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, bytes, false, (channel, _) -> channel.force(true));
  }

  /** Writes it so that everybody on this machine may read it. */
  public static void writeForAll(Path file, byte[] bytes) throws IOException {
    write(file, bytes, true, (channel, _) -> channel.force(true));
  }

  static void write(Path file, byte[] bytes, boolean forAll, Syncing syncing) throws IOException {
    Path whole = file.toAbsolutePath();
    Path folder = whole.getParent();
    List<Path> changed = changed(folder);
    Files.createDirectories(folder);
    Path half =
        folder.resolve(
            "."
                + whole.getFileName()
                + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong())
                + ".new");
    try {
      fill(half, whole, bytes, syncing);
      if (forAll && !half.toFile().setReadable(true, false)) {
        throw new IOException(half + " cannot be made readable");
      }
      Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(half);
      throw e;
    }
    for (Path one : changed) {
      syncFolder(one, syncing);
    }
  }

  private static void fill(Path half, Path whole, byte[] bytes, Syncing syncing)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      keepPermissions(whole, half); // before there is anything to read
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      syncing.force(channel, half);
    }
  }

  /** Windows gives a new file what its folder says. */
  private static void keepPermissions(Path from, Path to) throws IOException {
    if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)
        && Files.getFileStore(from).supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  /** The folders that get a new entry: the file's own, and the parents of those to be made. */
  private static List<Path> changed(Path folder) {
    List<Path> all = new ArrayList<>();
    for (Path missing : missingFolders(folder)) {
      Path parent = missing.getParent();
      if (parent != null) {
        all.add(parent);
      }
    }
    all.add(folder);
    return all;
  }

  /** Windows opens no folder as a file, and keeps names safe by itself (NTFS logs them). */
  private static void syncFolder(Path folder, Syncing syncing) throws IOException {
    if (Os.current() == Os.WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      syncing.force(channel, folder);
    }
  }

  /** The folders, this one included, that are not there, outer before inner. */
  public static List<Path> missingFolders(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path one = folder;
        one != null && !Files.exists(one, LinkOption.NOFOLLOW_LINKS);
        one = one.getParent()) {
      missing.addFirst(one);
    }
    return missing;
  }
}
