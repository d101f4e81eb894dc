package org.why502.lab.situation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.why502.lab.site.Place;
import org.xbill.DNS.Type;

/** How a resolver answers: the truth, unless it is told otherwise. */
@FunctionalInterface
public interface Answers {

  /** One answer. */
  sealed interface Answer {
    /** What the zone of the tiny internet says. */
    record Truth() implements Answer {}

    /** A response code and nothing else. */
    record Code(int rcode) implements Answer {}

    /** Nothing at all. */
    record Silence() implements Answer {}

    /** What breaks the protocol. */
    record Mangled(Manner manner) implements Answer {}

    /** The truth of IPv4; questions for IPv6 addresses are dropped, as some boxes do. */
    record Ipv4Alone() implements Answer {
      /** Whether this question is answered at all. */
      public boolean answers(int type) {
        return type != Type.AAAA;
      }
    }

    /** These addresses, whichever of them fit the type that was asked for. */
    record Addresses(List<String> addresses) implements Answer {}
  }

  /** Ways to break the protocol of names. */
  enum Manner {
    /** Three bytes that are no message. */
    GARBAGE,
    /** The answer to a question that nobody asked. */
    WRONG_ID,
    /** Two aliases that point at each other. */
    CIRCLE,
    /** Cut over UDP; over TCP the connection is closed. */
    CUT,
    /** The truth, five hundred times over, by TCP. */
    CROWD
  }

  /** A broken answer for every name. */
  static Answers mangled(Manner manner) {
    return name -> new Answer.Mangled(manner);
  }

  /** Answers for a name in lower case, without its last dot. */
  Answer answer(String name);

  /** The truth. */
  static Answers honest() {
    return name -> new Answer.Truth();
  }

  /** A response code for every name. */
  static Answers code(int rcode) {
    return name -> new Answer.Code(rcode);
  }

  /** Silence for every name. */
  static Answers silent() {
    return name -> new Answer.Silence();
  }

  /** The truth of IPv4, and silence to whoever asks for IPv6. */
  static Answers ipv4Alone() {
    return name -> new Answer.Ipv4Alone();
  }

  /** These addresses for every name. */
  static Answers addresses(String... addresses) {
    return name -> new Answer.Addresses(List.of(addresses));
  }

  /** This for AO3's names, the truth for others. */
  default Answers onlyForTheArchive() {
    return name ->
        Place.named(name).filter(Place.ARCHIVE::equals).isPresent()
            ? answer(name)
            : new Answer.Truth();
  }

  /** The true addresses of a name; empty where no such name is in the tiny internet. */
  static Optional<List<String>> zone(String name) {
    return Place.named(name).map(Place::addresses);
  }

  /** Every name that honest resolvers know. */
  static Stream<String> names() {
    return Stream.of(Place.values()).flatMap(p -> p.names().stream());
  }
}
