package org.why502.probe.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.why502.evidence.OfficialHosts;
import org.why502.probe.setup.NameLookup;
import org.why502.probe.work.Allowance;
import org.why502.probe.work.Passage;
import org.why502.probe.work.Progress;

/**
 * One HTTP question, one answer: nothing is retried, followed, remembered or reused.
 *
 * <p>Every question opens a connection of its own. That costs AO3's edge a handshake and its
 * servers nothing, and it is the only way to know that the path works <em>now</em>.
 */
public final class Web {

  /** Bytes of a body that are read, after decompression. Who wrote a page shows in its head. */
  static final int MOST_BODY = 64 * 1024;

  /** Cloudflare answers for these itself; they never reach AO3. */
  private static final String EDGE = "/cdn-cgi/";

  /** Stands in for {@code Retry-After} while okhttp could see it. */
  private static final String KEPT_RETRY_AFTER = "x-why502-retry-after";

  private final OkHttpClient shared;
  private final NameLookup names;
  private final UnaryOperator<InetSocketAddress> reach;
  private final X509TrustManager trusted;
  private final CertificateJudge judge;
  private final String userAgent;
  private final Allowance allowance;
  private final Passage passage;

  /**
   * A client that asks under a name that says what it is.
   *
   * @param names this machine's way from a name to addresses
   * @param reach where to go for an address and port
   * @param proxies the proxies that this machine is set up to use
   * @param trusted who vouches for certificates
   * @param judge says what a certificate proves that they do not vouch for
   * @param allowance what may be asked of AO3's own servers
   * @param passage the way to AO3's own addresses
   * @param version of why502
   */
  public Web(
      NameLookup names,
      UnaryOperator<InetSocketAddress> reach,
      ProxySelector proxies,
      X509TrustManager trusted,
      CertificateJudge judge,
      Allowance allowance,
      Passage passage,
      String version) {
    this.names = names;
    this.reach = reach;
    this.allowance = allowance;
    this.passage = passage;
    this.trusted = trusted;
    this.judge = judge;
    // AO3's terms allow automation that says what it is; no word about this machine or its person.
    this.userAgent =
        "why502-bot/"
            + version
            + " (+https://github.com/why502/why502; asks at most a few times when AO3 is in"
            + " trouble)";
    this.shared =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .proxySelector(proxies)
            .dns(this::lookUp)
            // The one limit is the probe's; it ends a call by cancelling it, whatever the step.
            .callTimeout(Duration.ZERO)
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            // The innermost: whatever okhttp may do by itself passes here before it is sent.
            .addNetworkInterceptor(Web::hideRetryAfter)
            .addNetworkInterceptor(Web::withoutWaiting)
            .addNetworkInterceptor(this::paid)
            .build();
  }

  /** Asks, and reads the head of the answer. */
  public WebReply fetch(Request request, Progress progress) throws IOException {
    if (!OfficialHosts.contains(request.url().host())) {
      return ask(request, progress);
    }
    passage.enter(progress);
    try {
      return ask(request, progress);
    } finally {
      passage.leave(progress);
    }
  }

  private WebReply ask(Request request, Progress progress) throws IOException {
    Journey journey = new Journey(progress);
    RecordingTrust shown = RecordingTrust.judgedBy(trusted);
    ConnectionPool pool = new ConnectionPool(0, 1, TimeUnit.SECONDS);
    OkHttpClient client =
        shared
            .newBuilder()
            .connectionPool(pool)
            .sslSocketFactory(tls(shown).getSocketFactory(), shown)
            .socketFactory(new TrackedSockets(reach, progress))
            .eventListener(journey)
            .build();
    Call call = client.newCall(request.newBuilder().header("User-Agent", userAgent).build());
    progress.closes(call::cancel);
    try (Response response = call.execute()) {
      BufferedSource source = response.body().source();
      boolean cut = come(source, response, progress);
      byte[] body = source.readByteArray(Math.min(MOST_BODY, source.getBuffer().size()));
      // Before closing: okhttp would read on for a while to make the connection reusable.
      call.cancel();
      return new WebReply(
          request.url(),
          response.code(),
          response.headers(),
          body,
          cut,
          journey.serverIp(),
          journey.timings());
    } catch (IOException e) {
      // okhttp throws what the first of the addresses met, and hands the others' along
      boolean refused =
          Stream.concat(Stream.of(e), Stream.of(e.getSuppressed()))
              .anyMatch(SSLException.class::isInstance);
      if (refused && !shown.chain().isEmpty()) {
        String host = request.url().host();
        progress.show(judge.judge(shown.chain(), shown.authType(), host));
      }
      throw e;
    } finally {
      pool.evictAll();
    }
  }

  /**
   * Waits for the body, as far as it is read; what has come before it breaks off is told.
   *
   * @return whether there is more than is read
   */
  private static boolean come(BufferedSource source, Response response, Progress progress)
      throws IOException {
    long here;
    do {
      here = source.getBuffer().size();
      progress.begin(PageReader.begun(response, here));
    } while (here <= MOST_BODY && source.request(here + 1));
    return here > MOST_BODY;
  }

  /** The {@code Retry-After} that was really sent. */
  static Optional<String> retryAfter(Headers headers) {
    return Optional.ofNullable(headers.get(KEPT_RETRY_AFTER));
  }

  /** A request to AO3's own servers is counted before it is sent, or not sent. */
  private Response paid(Interceptor.Chain chain) throws IOException {
    HttpUrl url = chain.request().url();
    if (OfficialHosts.contains(url.host()) && !url.encodedPath().startsWith(EDGE)) {
      allowance.take();
    }
    return chain.proceed(chain.request());
  }

  /**
   * okhttp asks again by itself on 503 with {@code Retry-After: 0}, which no setting turns off. An
   * archive in trouble is not asked twice, so okhttp does not get to see the header.
   */
  private static Response hideRetryAfter(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String sent = response.header("Retry-After");
    return sent == null
        ? response
        : response.newBuilder().removeHeader("Retry-After").header(KEPT_RETRY_AFTER, sent).build();
  }

  /**
   * An answer that announces no body is whole with its headers: nothing more of it is read. okhttp
   * gives the connection up at that moment, so in HTTP/2, where the stream's end comes apart,
   * reading on meets a closed connection as often as that end, or the end of a compression that
   * never began; the 502 would be lost.
   */
  private static Response withoutWaiting(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return response.body().contentLength() != 0
        ? response
        : response.newBuilder().removeHeader("Content-Encoding").body(ResponseBody.EMPTY).build();
  }

  private List<InetAddress> lookUp(String name) throws UnknownHostException {
    try {
      return names.lookup(name);
    } catch (InterruptedException e) {
      // Dns allows no other exception; Failures finds the cause.
      UnknownHostException stopped = new UnknownHostException("interrupted");
      stopped.initCause(e);
      Thread.currentThread().interrupt();
      throw stopped;
    }
  }

  private static SSLContext tls(X509TrustManager trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {trusted}, null);
      return context;
    } catch (NoSuchAlgorithmException | KeyManagementException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }
}
