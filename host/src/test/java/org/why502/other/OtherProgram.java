package org.why502.other;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One case: a program, how it is set up, and what must be said about it.
 *
 * @param name the case's name, which begins with the program's
 * @param wanted the verdicts that are true there; more than one where the page alone cannot tell
 * @param why by which principle, in a line
 * @param without the servers of the tiny internet that it takes the place of
 * @param files what is written to its folder before it starts
 * @param start shell commands that start it, in its folder; it may stay in the background
 * @param ready addresses and TCP ports that accept connections once it serves
 * @param environment what the companion finds set
 * @param never what may not be said for certain, though it be among the wanted
 */
record OtherProgram(
    String name,
    List<String> wanted,
    String why,
    List<String> without,
    Map<String, String> files,
    String start,
    List<String> ready,
    Map<String, String> environment,
    Set<String> never) {

  /** Where AO3 stands, at an address that every kernel has. */
  static final String ARCHIVE_443 = "104.20.28.24 443";

  /** Starts nginx with the file {@code nginx.conf}. */
  static final String NGINX = "nginx -p . -c $PWD/nginx.conf &";

  /** A program that stands where servers of the tiny internet are left out. */
  static OtherProgram insteadOf(String server, String name, String wanted, String why) {
    return new OtherProgram(
        name,
        List.of(wanted.split(" or ")),
        why,
        server.isEmpty() ? List.of() : List.of(server),
        Map.of(),
        "",
        List.of(),
        Map.of(),
        Set.of());
  }

  OtherProgram file(String file, String text) {
    Map<String, String> more = new TreeMap<>(files);
    more.put(file, text);
    return new OtherProgram(name, wanted, why, without, more, start, ready, environment, never);
  }

  /** One more program to start, and where it can be reached once it serves. */
  OtherProgram start(String commands, String... where) {
    List<String> more = new ArrayList<>(ready);
    more.addAll(List.of(where));
    return new OtherProgram(
        name,
        wanted,
        why,
        without,
        files,
        start + commands + "\n",
        List.copyOf(more),
        environment,
        never);
  }

  OtherProgram set(String variable, String value) {
    return new OtherProgram(
        name, wanted, why, without, files, start, ready, Map.of(variable, value), never);
  }

  /** That verdict may be told here, and never for certain: another cause leaves the same. */
  OtherProgram neverCertainOf(String verdict) {
    return new OtherProgram(
        name, wanted, why, without, files, start, ready, environment, Set.of(verdict));
  }

  /** The name of the test, which says what is wanted. */
  @Override
  public String toString() {
    return name + " is " + String.join(" or ", wanted) + ": " + why;
  }
}
