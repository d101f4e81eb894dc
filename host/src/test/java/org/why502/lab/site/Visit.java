package org.why502.lab.site;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import okhttp3.Headers;

/**
 * One HTTP request as it arrived.
 *
 * @param place which site's address it came to
 * @param address that address
 * @param tls over https
 * @param method the HTTP method
 * @param host the name that was asked for, without a port
 * @param path the path
 * @param query the query without its question mark, empty where there was none
 * @param headers as sent
 * @param body the posted body, as text
 * @param era a number that grows whenever the situation changes; cookies of earlier eras are stale
 */
public record Visit(
    Place place,
    String address,
    boolean tls,
    String method,
    String host,
    String path,
    String query,
    Headers headers,
    String body,
    long era) {

  /** The cookies that were sent, in order. */
  public Map<String, String> cookies() {
    Map<String, String> cookies = new LinkedHashMap<>();
    for (String line : headers.values("Cookie")) {
      Arrays.stream(line.split(";\\s*"))
          .map(pair -> pair.split("=", 2))
          .filter(pair -> !pair[0].isBlank())
          .forEach(pair -> cookies.put(pair[0].strip(), pair.length > 1 ? pair[1] : ""));
    }
    return cookies;
  }

  /** How many characters of cookies were sent. */
  public int cookieLength() {
    return headers.values("Cookie").stream().mapToInt(String::length).sum();
  }

  /** Path and query as sent. */
  public String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** The value of a parameter of the query, empty where it is not there. */
  public String parameter(String name) {
    return Arrays.stream(query.split("&"))
        .filter(p -> p.startsWith(name + "="))
        .map(p -> p.substring(name.length() + 1))
        .collect(Collectors.joining(","));
  }

  /** Whether the browser says that it is signed in. */
  public boolean signedIn() {
    return cookies().containsKey(Cookies.SIGNED_IN);
  }
}
