package org.why502.probe.names;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Step;
import org.why502.probe.web.Web;
import org.why502.probe.web.WebReply;
import org.why502.probe.work.ProbeException;
import org.why502.probe.work.Progress;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/**
 * Asks a public resolver over https (RFC 8484): a way to an answer that nothing between here and
 * there can change, because the resolver's certificate is for the very address that is asked.
 *
 * @param web asks, and follows no redirect
 * @param address the resolver's literal address, so that no name is looked up on the way to names
 */
public record HttpsNameServer(Web web, String address) implements NameServer {

  /** RFC 8484, 6. */
  private static final String MESSAGE = "application/dns-message";

  private static final int OK = 200;

  /**
   * Asks by GET, which every such resolver must understand (RFC 8484, 4.1). The limit is the
   * probe's own, which ends the call: silence about one family is silence about both here.
   */
  @Override
  public Message ask(Name name, int type, Duration limit, Progress progress) throws IOException {
    Message query = NameServer.question(name, type);
    // The same question has the same bytes, as RFC 8484, 4.1 asks; TLS says whose answer it is.
    query.getHeader().setID(0);
    String asked = Base64.getUrlEncoder().withoutPadding().encodeToString(query.toWire());
    HttpUrl url =
        new HttpUrl.Builder()
            .scheme("https")
            .host(address)
            .addPathSegment("dns-query")
            .addQueryParameter("dns", asked)
            .build();
    WebReply reply =
        web.fetch(new Request.Builder().url(url).header("Accept", MESSAGE).build(), progress);
    if (reply.status() != OK) {
      // Then it speaks of HTTP, not of names (RFC 8484, 4.2.1). A redirect is not followed: a
      // resolver that lives elsewhere is not the one whose certificate was asked for.
      throw malformed("status " + reply.status());
    }
    boolean message =
        reply.mediaType().filter(t -> MESSAGE.equals(t.type() + "/" + t.subtype())).isPresent();
    if (!message) {
      throw malformed("not a DNS message");
    }
    if (reply.cut()) {
      // No DNS message is longer than 65,535 bytes (RFC 8484, 6).
      throw new ProbeException(Step.BODY, FailureKind.TOO_LARGE, "");
    }
    return NameServer.checked(query, reply.body());
  }

  private static ProbeException malformed(String detail) {
    return new ProbeException(Step.MEANING, FailureKind.MALFORMED, detail);
  }
}
