package org.why502.probe.ways;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.why502.evidence.Family;
import org.why502.probe.work.Progress;

/**
 * Default routes as Windows tells them: {@code route print} (Microsoft's reference of the {@code
 * route} command). Headings and "On-link" are in the language of the system, so rows are known by
 * their figures alone: an IPv4 row ends in the interface's own address and the metric, an IPv6 row
 * begins with the interface's number and the metric. Persistent routes, listed again below, have
 * one address less.
 */
record WindowsRoutes() implements Routes {
  private static final Pattern IPV4 =
      Pattern.compile(
          "\\s*0\\.0\\.0\\.0\\s+0\\.0\\.0\\.0\\s+\\S.*?\\s+(\\d+\\.\\d+\\.\\d+\\.\\d+)\\s+(\\d+)\\s*");

  private static final Pattern IPV6 = Pattern.compile("\\s*(\\d+)\\s+(\\d+)\\s+::/0(\\s.*)?");

  @Override
  public List<Route> read(Progress progress) throws IOException {
    return parse(Routes.told("ROUTE.EXE", List.of("print"), progress));
  }

  /**
   * A sender's address decides the interface since Windows Vista ("strong host model", Microsoft's
   * "Network direct: source address selection", RFC 1122, 3.3.4.2).
   */
  @Override
  public boolean leavesThrough(InetAddress from, String device, Progress progress) {
    return true;
  }

  static List<Route> parse(String printed) {
    return printed.lines().flatMap(line -> route(line).stream()).toList();
  }

  private static Optional<Route> route(String line) {
    Matcher four = IPV4.matcher(line);
    if (four.matches()) {
      return Optional.of(
          new Route(
              Family.IPV4,
              new Device.Holding(InetAddress.ofLiteral(four.group(1))),
              Long.parseLong(four.group(2))));
    }
    Matcher six = IPV6.matcher(line);
    // a persistent IPv6 route names no interface: 0
    return six.matches() && !six.group(1).equals("0")
        ? Optional.of(
            new Route(
                Family.IPV6,
                new Device.Numbered(Integer.parseInt(six.group(1))),
                Long.parseLong(six.group(2))))
        : Optional.empty();
  }
}
