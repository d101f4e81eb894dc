package org.why502.message;

import java.util.Optional;

/**
 * A message that will not be answered, with the reason. Thrown where it is found, caught by the
 * {@link Conversation}, which sends it and goes on.
 */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a message was refused; each has its code on the wire and a sentence. */
  public enum Code {
    /** A frame without a byte. */
    EMPTY("The message is empty."),
    /** More than 8 MiB. */
    TOO_LONG("The message is longer than 8 MiB."),
    /** Nested deeper than any message of ours. */
    TOO_DEEP("The message is nested too deeply."),
    /** Not UTF-8. */
    BAD_UTF8("The message is not UTF-8 text."),
    /** Not JSON. */
    BAD_JSON("The message is not JSON."),
    /** JSON, and no object. */
    NOT_AN_OBJECT("The message is not a JSON object."),
    /** No type, or one we do not know. */
    UNKNOWN_TYPE("The type of the message is not known."),
    /** A message that needs an id and has none, or one that is no text of 1 to 64 characters. */
    MISSING_ID("The message has no usable id."),
    /** A field is missing or holds what it may not. */
    BAD_FIELD("A field of the message is missing or wrong."),
    /** Another message before {@code hello}. */
    HELLO_FIRST("Say hello first."),
    /** A protocol that this companion does not speak. */
    WRONG_PROTOCOL("This companion speaks protocol 1."),
    /** A second diagnosis under an id that is still in use, or a second remedy under any. */
    ID_IN_USE("This id is in use, or was used before."),
    /** A message about something that is not under way. */
    UNKNOWN_ID("Nothing with this id is under way."),
    /** More diagnoses, or remedies, at once than one companion has in hand. */
    BUSY("Too much is under way already."),
    /** A remedy that is not carried out here: only the browser can do it, or a person. */
    FOR_A_PERSON("Only the browser or a person can carry out this remedy."),
    /** The stream itself is broken; the companion ends. */
    BROKEN_STREAM("The input cannot be read any further."),
    /** A fault of ours. */
    INTERNAL("The companion failed inside.");

    private final String sentence;

    Code(String sentence) {
      this.sentence = sentence;
    }

    /** A sentence for a person. */
    public String sentence() {
      return sentence;
    }
  }

  private final Code code;
  private final transient Optional<String> id;

  Refusal(Code code, Optional<String> id) {
    super(code.sentence());
    this.code = code;
    this.id = id;
  }

  Refusal(Code code) {
    this(code, Optional.empty());
  }

  /** Why. */
  public Code code() {
    return code;
  }

  /** The id of the message, where it could be read. */
  public Optional<String> id() {
    return id;
  }
}
