package org.why502.probe.setup;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** A machine that was told of no proxy. */
final class NoProxies extends ProxySelector {
  @Override
  public List<Proxy> select(URI uri) {
    return List.of(Proxy.NO_PROXY);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    throw new AssertionError("there is no proxy to fail", e);
  }
}
