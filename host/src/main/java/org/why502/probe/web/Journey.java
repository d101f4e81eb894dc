package org.why502.probe.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.why502.evidence.Step;
import org.why502.evidence.Timings;
import org.why502.probe.setup.AddressText;
import org.why502.probe.work.Progress;

/** Follows one call of okhttp: which step is under way, how long each took, who answered. */
final class Journey extends EventListener {
  private final Progress progress;

  /** okhttp tries several addresses side by side; each has its own start. */
  private final Map<InetSocketAddress, Long> connectStarts = new ConcurrentHashMap<>();

  private volatile Optional<Long> tlsStart = Optional.empty();
  private volatile Optional<Long> requestEnd = Optional.empty();
  private volatile Optional<Duration> connect = Optional.empty();
  private volatile Optional<Duration> tls = Optional.empty();
  private volatile Optional<Duration> firstByte = Optional.empty();
  private volatile Optional<InetAddress> answering = Optional.empty();

  Journey(Progress progress) {
    this.progress = progress;
  }

  /** How long the steps took. */
  Timings timings() {
    return new Timings(connect, tls, firstByte);
  }

  /** The address that answered: a proxy's, where one stands between. */
  Optional<String> serverIp() {
    return answering.map(AddressText::of);
  }

  @Override
  public void proxySelectEnd(Call call, HttpUrl url, List<Proxy> proxies) {
    progress.throughProxy(proxies.stream().noneMatch(p -> p.type() == Proxy.Type.DIRECT));
  }

  @Override
  public void dnsStart(Call call, String domainName) {
    progress.reach(Step.NAME);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    progress.throughProxy(proxy.type() != Proxy.Type.DIRECT);
    progress.reach(Step.CONNECT);
    connectStarts.put(address, System.nanoTime());
  }

  @Override
  public void secureConnectStart(Call call) {
    progress.reach(Step.TLS);
    tlsStart = Optional.of(System.nanoTime());
  }

  @Override
  public void secureConnectEnd(Call call, Handshake handshake) {
    tls = tlsStart.map(Journey::since);
  }

  @Override
  public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, Protocol protocol) {
    long tcpEnd = tlsStart.orElseGet(System::nanoTime);
    connect =
        Optional.ofNullable(connectStarts.get(address)).map(s -> Duration.ofNanos(tcpEnd - s));
  }

  @Override
  public void connectFailed(
      Call call, InetSocketAddress address, Proxy proxy, Protocol protocol, IOException e) {
    // okhttp tries the next address: what was measured for this one must not count for that.
    tlsStart = Optional.empty();
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    answering = Optional.ofNullable(connection.route().socketAddress().getAddress());
  }

  @Override
  public void requestHeadersStart(Call call) {
    progress.reach(Step.REQUEST);
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    progress.reach(Step.FIRST_BYTE);
    requestEnd = Optional.of(System.nanoTime());
  }

  /** okhttp's {@code responseHeadersStart} comes before the waiting, so the end must do. */
  @Override
  public void responseHeadersEnd(Call call, Response response) {
    progress.reach(Step.BODY);
    firstByte = requestEnd.map(Journey::since);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
