package org.why502.install;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A packaged form of a browser that is kept from the programs of the machine, and how it can start
 * one all the same. What is in no sandbox starts it plainly and stands in {@link Browser#places}.
 *
 * <p>Where there is no way we say so rather than write a file that does nothing. Where there is one
 * we cannot look whether it is open: Flatpak's and Snap's rights are asked by nobody here, for what
 * they answer differs by version.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "how")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Sandbox.Closed.class, name = "none"),
  @JsonSubTypes.Type(value = Sandbox.Portal.class, name = "portal"),
  @JsonSubTypes.Type(value = Sandbox.Proxy.class, name = "proxy")
})
public sealed interface Sandbox {

  /** What packages it. */
  enum Kind {
    @JsonProperty("flatpak")
    FLATPAK("Flatpak", "from your distribution"),
    @JsonProperty("snap")
    SNAP("Snap", "from a .deb or .rpm package");

    private final String word;
    private final String instead;

    Kind(String word, String instead) {
      this.word = word;
      this.instead = instead;
    }
  }

  /** What packages it. */
  Kind kind();

  /** The folder that tells that it is there. */
  String seen();

  /**
   * It can start none.
   *
   * @param kind see {@link Sandbox#kind}
   * @param seen see {@link Sandbox#seen}
   */
  record Closed(Kind kind, String seen) implements Sandbox {}

  /**
   * The desktop's portal starts it, after it asked the person once. The one portal that can is
   * Ubuntu's own (from 22.04 on); it never asks again, whatever was answered.
   *
   * @param kind see {@link Sandbox#kind}
   * @param seen see {@link Sandbox#seen}
   * @param since the browser's version from which it asks the portal
   * @param allow the command that gives the answer for the person
   */
  record Portal(Kind kind, String seen, String since, String allow) implements Sandbox {
    public Portal {
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(allow, "allow");
    }
  }

  /**
   * A service of the person's desktop, outside the sandbox, starts it.
   *
   * @param kind see {@link Sandbox#kind}
   * @param seen see {@link Sandbox#seen}
   * @param since the browser's version from which it speaks to the service
   * @param service the file that tells that the service is installed
   * @param allow the command that switches the service on
   * @param setting the browser's own switch, which is off (0) as the maker ships it; 2 looks
   *     whether the service is there
   * @param right the command that lets the sandbox speak to the service, where its package does not
   */
  record Proxy(
      Kind kind,
      String seen,
      String since,
      String service,
      String allow,
      String setting,
      String right)
      implements Sandbox {
    public Proxy {
      Objects.requireNonNull(since, "since");
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(allow, "allow");
      Objects.requireNonNull(setting, "setting");
      Objects.requireNonNull(right, "right");
    }
  }

  /** Whether such a browser can start a companion at all. */
  default boolean reachesUs() {
    return switch (this) {
      case Closed _ -> false;
      case Portal _, Proxy _ -> true;
    };
  }

  /** "Firefox from Flatpak". */
  default String called(String browser) {
    return browser + " from " + kind().word;
  }

  /**
   * The sentences for a person who uses it: which way there is, since when, and the one command
   * that allows it.
   *
   * @param browser what people call it
   * @param host the companion's name
   * @param exists whether a file is there
   */
  default String explain(String browser, String host, Predicate<Path> exists) {
    String who = called(browser);
    return switch (this) {
      case Closed(Kind kind, var _) ->
          who
              + " runs in a sandbox and cannot start the companion."
              + " The extension works alone there; with a "
              + browser
              + " "
              + kind.instead
              + " it works whole.";
      case Portal(var _, var _, String since, String allow) ->
          who
              + " asks you once whether it may start the companion (since version "
              + since
              + ", on Ubuntu from 22.04 on): say yes, or the extension works alone. A question that"
              + " was missed or denied never comes back; this allows it, where the program flatpak"
              + " is installed:  "
              + allow.replace("{host}", host);
      case Proxy(
              var _,
              var _,
              String since,
              String service,
              String allow,
              var setting,
              var right) ->
          who
              + " can start the companion since version "
              + since
              + ", through a service of your desktop. "
              + (exists.test(Path.of(service))
                  ? "It is installed here; this switches it on:  "
                  : "It is not installed here ("
                      + service
                      + " is not there), and few distributions have it yet: install the package"
                      + " xdg-native-messaging-proxy, and then switch it on:  ")
              + allow
              + "  Then set "
              + setting
              + " to 2 in about:config, and start it anew. Where the companion is not found even"
              + " then, the sandbox may not speak to the service; this lets it:  "
              + right;
    };
  }
}
