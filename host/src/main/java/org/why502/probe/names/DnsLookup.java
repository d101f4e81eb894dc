package org.why502.probe.names;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Step;
import org.why502.probe.setup.AddressText;
import org.why502.probe.work.ProbeException;
import org.why502.probe.work.Progress;
import org.why502.probe.work.Work;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks one resolver, by whatever way, for a name's addresses of both families, side by side. */
public final class DnsLookup implements Work<NameAnswer> {

  /** Half of what a {@link NameAnswer} keeps, so that one family cannot crowd the other out. */
  static final int MOST_PER_FAMILY = 4;

  /** BIND and Unbound give up after 16 and 12 links. */
  private static final int LONGEST_CHAIN = 16;

  /** Kept back from the limit, so that one family's silence does not cost the other's answer. */
  private static final Duration RESERVE = Duration.ofMillis(80);

  private final NameServer server;
  private final Name name;

  /**
   * Asks one resolver.
   *
   * @param server the resolver, and the way to it
   * @param name one of our own fixed names
   */
  public DnsLookup(NameServer server, String name) {
    this.server = server;
    try {
      this.name = Name.fromString(name, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("our own names are well-formed", e);
    }
  }

  @Override
  public NameAnswer run(Progress progress) throws Exception {
    Duration limit = progress.remaining().minus(RESERVE);
    List<Callable<NameAnswer>> both =
        List.of(() -> one(Type.A, limit, progress), () -> one(Type.AAAA, limit, progress));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<NameAnswer>> ends = threads.invokeAll(both);
      return together(ends.get(0), ends.get(1));
    }
  }

  private NameAnswer one(int type, Duration limit, Progress progress) throws IOException {
    Message answer = server.ask(name, type, limit, progress);
    int rcode = answer.getRcode();
    List<String> addresses = rcode == Rcode.NOERROR ? addresses(answer, type) : List.of();
    return new NameAnswer(Rcode.string(rcode), addresses);
  }

  /** The addresses at the end of the chain of aliases that the answer holds. */
  private List<String> addresses(Message answer, int type) throws ProbeException {
    Map<Name, Name> aliases = new HashMap<>();
    Map<Name, List<String>> owned = new HashMap<>();
    for (Record record : answer.getSection(Section.ANSWER)) {
      switch (record) {
        case CNAMERecord alias -> aliases.putIfAbsent(alias.getName(), alias.getTarget());
        case ARecord a when type == Type.A -> keep(owned, a.getName(), a.getAddress());
        case AAAARecord a when type == Type.AAAA -> keep(owned, a.getName(), a.getAddress());
        // Signatures and the like: not asked for, and none of our business.
        case Record _ -> {}
      }
    }
    Set<Name> passed = new HashSet<>();
    Name here = name;
    while (aliases.containsKey(here)) {
      if (!passed.add(here) || passed.size() > LONGEST_CHAIN) {
        throw new ProbeException(Step.NAME, FailureKind.MALFORMED, "aliases without an end");
      }
      here = aliases.get(here);
    }
    return owned.getOrDefault(here, List.of());
  }

  private static void keep(Map<Name, List<String>> owned, Name name, InetAddress address) {
    List<String> kept = owned.computeIfAbsent(name, _ -> new ArrayList<>());
    if (kept.size() < MOST_PER_FAMILY) {
      kept.add(AddressText.of(address));
    }
  }

  /**
   * One answer from two. A family that failed is left out where the other one's answer says enough:
   * addresses, or that something is wrong. That the other one had no addresses says nothing.
   */
  private static NameAnswer together(Future<NameAnswer> a, Future<NameAnswer> aaaa)
      throws Exception {
    boolean first = a.state() == Future.State.SUCCESS;
    boolean second = aaaa.state() == Future.State.SUCCESS;
    if (first && second) {
      return both(a.resultNow(), aaaa.resultNow());
    }
    if (first || second) {
      NameAnswer only = first ? a.resultNow() : aaaa.resultNow();
      if (!only.addresses().isEmpty() || !only.rcode().equals("NOERROR")) {
        return only;
      }
    }
    try {
      return first ? aaaa.get() : a.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static NameAnswer both(NameAnswer a, NameAnswer aaaa) {
    List<String> all = new ArrayList<>(a.addresses());
    all.addAll(aaaa.addresses());
    return new NameAnswer(
        badness(aaaa.rcode()) > badness(a.rcode()) ? aaaa.rcode() : a.rcode(), all);
  }

  /** A name that does not exist is an answer; whatever else a resolver says is a refusal to. */
  private static int badness(String rcode) {
    return switch (rcode) {
      case "NOERROR" -> 0;
      case "NXDOMAIN" -> 1;
      default -> 2;
    };
  }
}
