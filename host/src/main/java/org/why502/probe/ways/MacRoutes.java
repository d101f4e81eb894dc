package org.why502.probe.ways;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.why502.evidence.Family;
import org.why502.probe.work.Progress;

/**
 * Default routes as macOS tells them: {@code netstat -rn} (netstat(1)). There is one default route
 * for each service that is up; all but the preferred one's are bound to their interface, which the
 * flag {@code I} says ({@code RTF_IFSCOPE}). There are no metrics: the order of the table is kept.
 */
record MacRoutes() implements Routes {
  private static final String BOUND_TO_ITS_INTERFACE = "I";

  @Override
  public List<Route> read(Progress progress) throws IOException {
    return parse(Routes.told("netstat", List.of("-rn"), progress));
  }

  /** A sender's address decides the interface: the routes above are "scoped" for this. */
  @Override
  public boolean leavesThrough(InetAddress from, String device, Progress progress) {
    return true;
  }

  static List<Route> parse(String printed) {
    List<Route> found = new ArrayList<>();
    Family family = Family.IPV4;
    for (String line : printed.lines().toList()) {
      if (line.startsWith("Internet")) {
        family = line.startsWith("Internet6") ? Family.IPV6 : Family.IPV4;
      }
      // destination, gateway, flags, interface and perhaps an expiry
      String[] words = line.strip().split("\\s+");
      if (words.length >= 4 && words[0].equals("default")) {
        long later = words[2].contains(BOUND_TO_ITS_INTERFACE) ? 1000 : 0;
        found.add(new Route(family, new Device.Named(words[3]), found.size() + later));
      }
    }
    return found;
  }
}
