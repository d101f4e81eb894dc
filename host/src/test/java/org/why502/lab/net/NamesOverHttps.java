package org.why502.lab.net;

import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Headers;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Site;
import org.why502.lab.site.Visit;
import org.why502.lab.situation.Answers;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A resolver as it is asked over https, by GET (RFC 8484, 4.1); this lab's client has no other. */
public final class NamesOverHttps implements Site {
  /** Longer than anybody waits. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private static final int BAD_REQUEST = 400;

  private final Answers manners;
  private final RequestLog log;

  /** One that answers so, and notes which names it was asked for. */
  public NamesOverHttps(Answers manners, RequestLog log) {
    this.manners = manners;
    this.log = log;
  }

  @Override
  public Reply answer(Visit visit) {
    try {
      Message query = new Message(Base64.getUrlDecoder().decode(visit.parameter("dns")));
      return Optional.ofNullable(query.getQuestion())
          .filter(_ -> visit.path().equals("/dns-query"))
          .map(question -> answer(visit, query, question))
          .orElseGet(NamesOverHttps::notAQuestion);
    } catch (IOException | IllegalArgumentException _) {
      return notAQuestion();
    }
  }

  private static Reply notAQuestion() {
    return Reply.text(BAD_REQUEST, "not a question");
  }

  private Reply answer(Visit visit, Message query, Record question) {
    String name = question.getName().toString(true).toLowerCase(Locale.ROOT);
    Optional<Message> reply = NameServers.answer(query, question, name, manners.answer(name));
    log.dns(
        visit.address(),
        "https",
        name,
        Type.string(question.getType()),
        reply.map(NameServers::summary).orElse("silence"),
        Answers.zone(name).isPresent(),
        List.of());
    return reply
        .map(
            message ->
                new Reply(
                    Optional.empty(),
                    200,
                    Headers.of("Content-Type", "application/dns-message"),
                    message.toWire(),
                    Duration.ZERO,
                    Optional.empty(),
                    0))
        .orElseGet(() -> Reply.empty(200).after(SILENCE));
  }
}
