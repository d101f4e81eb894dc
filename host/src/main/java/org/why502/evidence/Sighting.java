package org.why502.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the browser saw when a page failed. It holds the <em>kind</em> of page, never its path.
 *
 * @param host the official AO3 host
 * @param page the kind of page
 * @param method {@code GET}, {@code POST}, …; empty where nobody saw the request: then it may have
 *     sent a form
 * @param sent what became of a form whose answer led to this page
 * @param status the HTTP status; empty where no answer came
 * @param error the browser's own error code ({@code net::ERR_…}, {@code NS_ERROR_…}) where no page
 *     came
 * @param serverIp the address that the browser really used; anything but an address is dropped
 * @param browserAddresses what the browser's own look-up gives for the host, where the browser
 *     tells (Firefox); none where it finds the name and no address
 * @param took from asking to the answer's headers or the error
 * @param fromCache whether the browser took it from its own cache
 * @param signedIn whether {@code user_credentials} was set; empty where nobody looked
 * @param cookiesAllowed whether the browser lets AO3 keep cookies; empty where nobody looked
 * @param repeats how often it was seen in this incident, at least 1
 * @param seenAt when
 * @param landing where a redirect had led
 * @param headers the headers we keep
 * @param markers what the page tells of its author; empty where there was no page to look at
 * @param recurrence how often the browser has met this answer lately; empty where nobody counted
 */
public record Sighting(
    String host,
    PageKind page,
    Optional<String> method,
    Optional<Sent> sent,
    Optional<Integer> status,
    Optional<String> error,
    Optional<String> serverIp,
    Optional<List<String>> browserAddresses,
    Duration took,
    boolean fromCache,
    Optional<Boolean> signedIn,
    Optional<Boolean> cookiesAllowed,
    int repeats,
    Instant seenAt,
    Optional<RedirectTarget> landing,
    Headers headers,
    Optional<Markers> markers,
    Optional<Recurrence> recurrence) {

  /**
   * A page that takes longer than this is given up by most people; AO3's ordinary pages come in one
   * or two seconds.
   */
  public static final Duration FAR_TOO_LONG = Duration.ofSeconds(10);

  /** AO3's name has four addresses; a list much longer than that is a fault. */
  private static final int MOST_ADDRESSES = 32;

  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,10}");
  private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z0-9_:./-]{1,80}");

  /** One of which nobody counted whether it was met before. */
  public Sighting(
      String host,
      PageKind page,
      Optional<String> method,
      Optional<Sent> sent,
      Optional<Integer> status,
      Optional<String> error,
      Optional<String> serverIp,
      Optional<List<String>> browserAddresses,
      Duration took,
      boolean fromCache,
      Optional<Boolean> signedIn,
      Optional<Boolean> cookiesAllowed,
      int repeats,
      Instant seenAt,
      Optional<RedirectTarget> landing,
      Headers headers,
      Optional<Markers> markers) {
    this(
        host,
        page,
        method,
        sent,
        status,
        error,
        serverIp,
        browserAddresses,
        took,
        fromCache,
        signedIn,
        cookiesAllowed,
        repeats,
        seenAt,
        landing,
        headers,
        markers,
        Optional.empty());
  }

  public Sighting {
    Objects.requireNonNull(page);
    Objects.requireNonNull(seenAt);
    Objects.requireNonNull(headers);
    if (!OfficialHosts.contains(host)) {
      throw new IllegalArgumentException("The host of a sighting is one of AO3's.");
    }
    if (!method.stream().allMatch(m -> METHOD.matcher(m).matches())
        || took.isNegative()
        || repeats < 1) {
      throw new IllegalArgumentException("The method, the time or the count is none.");
    }
    if (status.isEmpty() == error.isEmpty()) {
      throw new IllegalArgumentException("A sighting has a status or an error.");
    }
    // the code is the browser's, and is shown to people; anything else is not a code
    error = error.map(e -> ERROR_CODE.matcher(e).matches() ? e : "unknown");
    serverIp = serverIp.filter(IpAddress::isOne);
    browserAddresses =
        browserAddresses.map(
            all -> all.stream().filter(IpAddress::isOne).limit(MOST_ADDRESSES).toList());
  }

  /** Whether a page came that is no error, far later than a person waits. */
  public boolean cameLate() {
    return status.filter(code -> code < 400).isPresent() && took.compareTo(FAR_TOO_LONG) >= 0;
  }
}
