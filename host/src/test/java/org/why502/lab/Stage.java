package org.why502.lab;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.why502.lab.net.Machine;
import org.why502.lab.net.NamesOverHttps;
import org.why502.lab.net.ProxyServer;
import org.why502.lab.net.RequestLog;
import org.why502.lab.net.Strangers;
import org.why502.lab.site.Desk;
import org.why502.lab.site.Edge;
import org.why502.lab.site.Neighbours;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Role;
import org.why502.lab.site.Site;
import org.why502.lab.site.Visit;
import org.why502.lab.situation.Answers;
import org.why502.lab.situation.Courier;
import org.why502.lab.situation.Fate;
import org.why502.lab.situation.NameService;
import org.why502.lab.situation.Situation;
import org.why502.lab.situation.World;

/** The situation that is on. It can be changed while programs run. */
final class Stage {
  private record Act(Situation situation, World world, long era, Desk desk) {
    static Act begin(Situation situation, long era) {
      return new Act(situation, situation.world().get(), era, new Desk());
    }
  }

  private final AtomicReference<Act> act;
  private final Machine machine;
  private final RequestLog log;
  private final Strangers strangers;

  Stage(Situation first, Machine machine, RequestLog log) {
    this.act = new AtomicReference<>(Act.begin(first, 1));
    this.machine = machine;
    this.log = log;
    this.strangers = new Strangers(machine, log);
  }

  /** Puts up the first situation's barriers; the servers must be bound by then. */
  void open() throws IOException {
    strangers.watch();
    machine.put(act.get().world().barriers());
    log.situation(act.get().situation().name(), act.get().era());
  }

  /** Changes the situation, memory, barriers and all. */
  synchronized void change(Situation next) throws IOException {
    strangers.report();
    Act now = Act.begin(next, act.get().era() + 1);
    machine.put(now.world().barriers());
    act.set(now);
    log.situation(next.name(), now.era());
  }

  /** The log, with what only the packet filter saw. */
  String log() throws IOException {
    strangers.report();
    return log.text();
  }

  Situation situation() {
    return act.get().situation();
  }

  long era() {
    return act.get().era();
  }

  /** Where forms are sent, in the present situation. */
  Desk desk() {
    return act.get().desk();
  }

  Answers resolver(NameService service) {
    return act.get().world().resolvers().getOrDefault(service, service.usual());
  }

  Fate.Door door() {
    return act.get().world().door();
  }

  Courier proxy() {
    return act.get().world().proxy();
  }

  /** What the present situation sets in a program's environment, as lines of shell. */
  String environment() {
    return switch (proxy()) {
      case NOT_SET -> "";
      case HONEST, REFUSING, FORGING ->
          "export https_proxy=%1$s HTTPS_PROXY=%1$s\n".formatted(ProxyServer.ADDRESS);
    };
  }

  /** What time it is for the servers. */
  Instant time() {
    return Instant.now().plus(act.get().world().ahead());
  }

  /** Answers a request as the present situation has it. */
  Reply answer(Visit visit) {
    Act now = act.get();
    Reply reply = now.world().path().meets(visit).orElseGet(() -> site(now, visit).answer(visit));
    // Cloudflare keeps these to itself, whoever is made up to answer for it here.
    return reply.reached().isEmpty() && visit.path().startsWith("/cdn-cgi/")
        ? reply.from(Role.EDGE)
        : reply;
  }

  private Site site(Act now, Visit visit) {
    World world = now.world();
    return switch (visit.place()) {
      case CLOUDFLARE_RESOLVER -> overHttps(world, visit, NameService.CLOUDFLARE_HTTPS);
      case GOOGLE_RESOLVER -> overHttps(world, visit, NameService.GOOGLE_HTTPS);
      case ARCHIVE, ARCHIVE_ELSEWHERE -> new Edge(world.edge(), world.origin().or(now.desk()));
      case STATUS,
          DETECT_PORTAL,
          CONNECTIVITY,
          CONTROL,
          EXAMPLE,
          OTW,
          BLOCK_PAGE,
          OLD_ADDRESS,
          PORTAL ->
          world.sites().getOrDefault(visit.place(), Neighbours.of(visit.place()));
    };
  }

  private Site overHttps(World world, Visit visit, NameService service) {
    Answers manners = world.resolvers().getOrDefault(service, service.usual());
    return world.sites().getOrDefault(visit.place(), new NamesOverHttps(manners, log));
  }
}
