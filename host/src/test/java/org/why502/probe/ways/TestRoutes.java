package org.why502.probe.ways;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.why502.probe.work.Progress;

/**
 * Default routes that a test lays.
 *
 * @param routes what is read
 * @param adrift interfaces that binding to an address does not lead through
 */
public record TestRoutes(List<Route> routes, Set<String> adrift) implements Routes {

  /** These, and binding leads where it should. */
  public TestRoutes(Route... routes) {
    this(List.of(routes), Set.of());
  }

  @Override
  public List<Route> read(Progress progress) {
    return routes;
  }

  @Override
  public boolean leavesThrough(InetAddress from, String device, Progress progress) {
    return !adrift.contains(device);
  }
}
