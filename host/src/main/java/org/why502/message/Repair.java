package org.why502.message;

import java.util.Optional;

/**
 * What came of a remedy that the companion carried out.
 *
 * @param said in a word
 * @param verified whether a look afterwards saw that it changed what it was to change
 * @param words of the program that failed, in its own language, cleaned
 * @param command what a person can type, where that is left to do
 * @param browser what people call the browser that was to be opened
 * @param place where a file lies that was kept, for people to read
 * @param why one word for why none was
 */
public record Repair(
    Said said,
    boolean verified,
    Optional<String> words,
    Optional<String> command,
    Optional<String> browser,
    Optional<String> place,
    Optional<String> why) {

  private static final Optional<String> NO = Optional.empty();

  /** How a remedy can end. */
  public enum Said {
    /** Done, and what it was to change is another now. */
    CHANGED,
    /** Done, and what it was to change is as before. */
    SAME,
    /** Done, and what it was to change was not seen again in time. */
    UNSEEN,
    /** Another window was opened: what is seen there, only the person can tell. */
    OPENED,
    /** A file is on the disk, and was read again. */
    KEPT,
    /** There was nothing to do it to. */
    NOTHING,
    /** It could not be told how it is done here. */
    UNKNOWN,
    /** A person has to do it. */
    BY_HAND,
    /** A program of the system failed. */
    FAILED,
    /** A program of the system did not end in its time. */
    LATE;

    /** Whether it was done. */
    boolean done() {
      return switch (this) {
        case CHANGED, SAME, UNSEEN, OPENED, KEPT -> true;
        case NOTHING, UNKNOWN, BY_HAND, FAILED, LATE -> false;
      };
    }
  }

  /** Of which there is nothing more to say. */
  public static Repair of(Said said) {
    return new Repair(said, said == Said.CHANGED, NO, NO, NO, NO, NO);
  }

  /** Which leaves this to the person. */
  public static Repair of(Said said, String words, String command) {
    Optional<String> told = Optional.of(words).filter(w -> !w.isBlank());
    return new Repair(said, false, told, Optional.of(command), NO, NO, NO);
  }

  /** Of which a browser is the whole story. */
  public static Repair of(Said said, String browser) {
    return new Repair(said, false, NO, NO, Optional.of(browser), NO, NO);
  }

  /** A file was kept. */
  public static Repair kept(String place) {
    return new Repair(Said.KEPT, true, NO, NO, NO, Optional.of(place), NO);
  }

  /** No file was kept. */
  public static Repair notKept(String why) {
    return new Repair(Said.FAILED, false, NO, NO, NO, NO, Optional.of(why));
  }
}
