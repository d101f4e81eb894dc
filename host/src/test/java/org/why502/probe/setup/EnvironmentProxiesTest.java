package org.why502.probe.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment's proxies, read as curl reads them. */
class EnvironmentProxiesTest {
  private static final URI SITE = URI.create("https://archiveofourown.org/");
  private static final String PROXY = "http://127.0.0.1:3128";

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:3128, HTTP, 127.0.0.1, 3128",
    "http://127.0.0.1:3128/, HTTP, 127.0.0.1, 3128",
    "127.0.0.1:3128, HTTP, 127.0.0.1, 3128",
    "HTTP://Proxy.example, HTTP, Proxy.example, 1080",
    "http://tester:p@ss:word@proxy:8080, HTTP, proxy, 8080",
    "http://[::1]:8080/, HTTP, ::1, 8080",
    "socks5h://proxy:9050, SOCKS, proxy, 9050",
  })
  void a_proxy_is_found_in_every_notation(String value, Proxy.Type type, String host, int port) {
    Proxy proxy = chosen(Map.of("https_proxy", value));
    InetSocketAddress there = (InetSocketAddress) proxy.address();
    assertEquals(type, proxy.type());
    assertEquals(host, there.getHostString());
    assertEquals(port, there.getPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
  void every_name_of_the_variable_counts(String name) {
    assertEquals(Proxy.Type.HTTP, chosen(Map.of(name, PROXY)).type());
  }

  @Test
  void the_narrower_variable_and_lower_case_come_first() {
    Map<String, String> all =
        Map.of("all_proxy", "http://a:1", "HTTPS_PROXY", "http://b:2", "https_proxy", "http://c:3");
    assertEquals(3, ((InetSocketAddress) chosen(all).address()).getPort());
    Map<String, String> two = Map.of("all_proxy", "http://a:1", "HTTPS_PROXY", "http://b:2");
    assertEquals(2, ((InetSocketAddress) chosen(two).address()).getPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "http://", "http://proxy:99999", "https://proxy:443", "file:/x"})
  void what_is_no_proxy_or_cannot_be_used_is_left_to_java(String value) {
    assertEquals(Proxy.NO_PROXY, chosen(Map.of("https_proxy", value)));
  }

  @Test
  void http_proxy_is_not_for_https_and_https_proxy_not_for_http() {
    assertEquals(Proxy.NO_PROXY, chosen(Map.of("http_proxy", PROXY)));
    EnvironmentProxies proxies =
        new EnvironmentProxies(Map.of("https_proxy", PROXY), new NoProxies());
    assertEquals(
        List.of(Proxy.NO_PROXY), proxies.select(URI.create("http://detectportal.firefox.com/")));
  }

  @ParameterizedTest
  @CsvSource({
    "archiveofourown.org, true",
    ".archiveofourown.org, true",
    "'localhost, ArchiveOfOurOwn.org', true",
    "org, true",
    "*, true",
    "'', false",
    "ourown.org, false",
    "www.archiveofourown.org, false",
    "127.0.0.1, false",
  })
  void no_proxy_exempts_a_name_and_those_below_it(String list, boolean exempt) {
    Proxy proxy = chosen(Map.of("https_proxy", PROXY, "NO_PROXY", list));
    assertEquals(exempt, proxy.equals(Proxy.NO_PROXY));
  }

  private static Proxy chosen(Map<String, String> environment) {
    return new EnvironmentProxies(environment, new NoProxies()).select(SITE).getFirst();
  }
}
