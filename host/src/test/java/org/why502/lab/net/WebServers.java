package org.why502.lab.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okio.Buffer;
import okio.BufferedSink;
import org.why502.lab.site.Pace;
import org.why502.lab.site.Place;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Visit;
import org.why502.lab.situation.Fate;

/** The web servers, on ports 80 and 443 of their real addresses. HTTP/1.1 and HTTP/2. */
public final class WebServers {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int ROUNDS = 5;

  private final Function<Visit, Reply> sites;
  private final Supplier<Fate.Door> door;
  private final LongSupplier era;
  private final Supplier<Instant> time;
  private final Certificates certificates;
  private final RequestLog log;

  /**
   * Servers that behave as they are told at that moment.
   *
   * @param sites answers a request
   * @param door decides what becomes of a TLS connection
   * @param era the number of the present situation
   * @param time what the servers' clocks say
   */
  public WebServers(
      Function<Visit, Reply> sites,
      Supplier<Fate.Door> door,
      LongSupplier era,
      Supplier<Instant> time,
      Certificates certificates,
      RequestLog log) {
    this.sites = sites;
    this.door = door;
    this.era = era;
    this.time = time;
    this.certificates = certificates;
    this.log = log;
  }

  /** Binds and serves one address of a place until the process ends. */
  public void serve(Place place, String address) throws IOException {
    MockWebServer plain = new MockWebServer();
    plain.setDispatcher(dispatcher(place, address, false));
    plain.start(InetAddress.getByName(address), HTTP);
    secure(place, address, HTTPS);
  }

  private MockWebServer secure(Place place, String address, int port) throws IOException {
    MockWebServer secure = new MockWebServer();
    secure.useHttps(new TlsDoor(place, address, door, certificates, log));
    secure.setDispatcher(dispatcher(place, address, true));
    secure.start(InetAddress.getByName(address), port);
    return secure;
  }

  /**
   * Answers a few requests of its own on another port. A Java that has just started takes a second
   * over its first handshake, and how long an answer takes is evidence in here.
   */
  public void warmUp() throws IOException {
    for (Place place : Place.values()) {
      certificates.context(new Fate.Identity.Genuine(), place, "");
    }
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(certificates.authority()).build();
    String name = Place.ARCHIVE.names().getFirst();
    try (MockWebServer server = secure(Place.ARCHIVE, "127.0.0.1", 0)) {
      OkHttpClient client =
          new OkHttpClient.Builder()
              .dns(host -> List.of(InetAddress.getLoopbackAddress()))
              .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
              .build();
      for (int i = 0; i < ROUNDS; i++) {
        Request request =
            new Request.Builder()
                .url("https://" + name + ":" + server.getPort() + "/works/1")
                .build();
        client.newCall(request).execute().close();
        client.connectionPool().evictAll();
      }
      client.dispatcher().executorService().shutdown();
    }
  }

  private Dispatcher dispatcher(Place place, String address, boolean tls) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        Visit visit = visit(place, address, tls, request);
        Reply reply = sites.apply(visit);
        log.http(visit, reply);
        Thread.sleep(Pace.of(reply.silence()));
        Pace.travel();
        return response(dated(reply), visit.method());
      }
    };
  }

  private Visit visit(Place place, String address, boolean tls, RecordedRequest request) {
    String target = request.getTarget();
    int mark = target.indexOf('?');
    String authority = request.getHeaders().get(":authority");
    String host = authority == null ? request.getHeaders().get("Host") : authority;
    return new Visit(
        place,
        address,
        tls,
        request.getMethod(),
        host == null ? "" : host.replaceFirst(":\\d+$", ""),
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        request.getHeaders(),
        request.getBody() == null ? "" : request.getBody().string(StandardCharsets.UTF_8),
        era.getAsLong());
  }

  /** Every server says what time it is (RFC 9110, 6.6.1), unless it has said something else. */
  private Reply dated(Reply reply) {
    return reply.headers().get("Date") == null
        ? reply.header(
            "Date",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(time.get().atOffset(ZoneOffset.UTC)))
        : reply;
  }

  /** A body that is too long to hold. */
  private record Repeated(byte[] words, long length) implements MockResponseBody {
    @Override
    public long getContentLength() {
      return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      for (long sent = 0; sent < length; sent += words.length) {
        sink.write(words, 0, (int) Math.min(words.length, length - sent));
      }
    }
  }

  private static MockResponse response(Reply reply, String method) {
    MockResponse.Builder builder = new MockResponse.Builder();
    if (reply.effect().isPresent()) {
      return builder.onResponseStart(reply.effect().get()).build();
    }
    builder.code(reply.status()).headers(reply.headers());
    if (reply.status() == 204) {
      return builder.build();
    }
    if (method.equals("HEAD")) {
      return builder.setHeader("Content-Length", reply.body().length).build();
    }
    return (reply.length() > 0
            ? builder.body(new Repeated(reply.body(), reply.length()))
            : builder.body(new Buffer().write(reply.body())))
        .build();
  }
}
