package org.why502.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import org.why502.lab.net.Certificates;
import org.why502.lab.net.Machine;
import org.why502.lab.net.NameServers;
import org.why502.lab.net.ProxyServer;
import org.why502.lab.net.RequestLog;
import org.why502.lab.net.WebServers;
import org.why502.lab.site.Neighbours;
import org.why502.lab.site.Place;
import org.why502.lab.situation.Fate;
import org.why502.lab.situation.NameService;
import org.why502.lab.situation.Situation;
import org.why502.lab.situation.Situations;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The tiny internet: inside a private user, network, mount and process namespace it holds the real
 * addresses and behaves as a named situation. Started by {@code install/lab.sh}; prints {@code
 * ready} on its standard output when every server is bound, and serves until it is killed.
 */
@Command(name = "lab", description = "Serves a small internet that behaves as a named situation.")
public final class TinyInternet implements Callable<Integer> {
  private static final Logger QUIET = Logger.getLogger(MockWebServer.class.getName());

  @Parameters(index = "0", arity = "0..1", defaultValue = "", description = "The situation's name.")
  private String name;

  @Option(names = "--list", description = "Lists the situations and their verdicts.")
  private boolean list;

  @Option(names = "--log", description = "Where the request log is written.")
  private Path log;

  @Option(names = "--authority", description = "The folder of the lab's certificate authority.")
  private Path authority;

  @Option(names = "--runtime", description = "The cacerts of the packaged host, if it is there.")
  private Path runtime;

  @Option(names = "--scratch", description = "A folder of this run's own.")
  private Path scratch;

  @Option(
      names = "--without",
      split = ",",
      description =
          "Servers that are left out, so that another program can stand there; scratch holds the"
              + " certificate and key of each web site among them.")
  private Set<String> without = Set.of();

  private TinyInternet() {}

  /** Entry point. */
  public static void main(String[] args) {
    int code = new CommandLine(new TinyInternet()).execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws IOException, GeneralSecurityException, InterruptedException {
    if (list) {
      Situations.all()
          .forEach(s -> System.out.printf("%-38s %-26s %s%n", s.name(), s.verdict(), s.summary()));
      return 0;
    }
    Situation situation =
        Situations.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no situation \"" + name + "\"; --list names them."));
    List<String> unknown = without.stream().filter(w -> !servers().contains(w)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "No server is called " + unknown + "; there are " + servers() + ".");
    }
    QUIET.setLevel(Level.OFF);
    serve(situation);
    System.out.println("ready");
    Thread.currentThread().join();
    return 0;
  }

  private static List<String> servers() {
    return Stream.concat(
            Stream.of(NameService.values()).map(NameService::label),
            Stream.of(Place.values()).map(Place::label))
        .toList();
  }

  private void serve(Situation situation) throws IOException, GeneralSecurityException {
    Machine machine = new Machine(scratch);
    machine.setUp();
    Certificates certificates = Certificates.in(authority);
    Path known =
        Files.exists(runtime)
            ? runtime
            : Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
    Path trustStore = scratch.resolve("cacerts");
    certificates.writeTrustStore(known, trustStore);
    machine.trust(trustStore, runtime);

    RequestLog requests = new RequestLog(log);
    Stage stage = new Stage(situation, machine, requests);
    List<String> held = machine.addresses();
    NameServers names = new NameServers(stage::resolver, requests);
    for (NameService service : NameService.values()) {
      for (String address : service.addresses()) {
        if (held.contains(address) && !without.contains(service.label())) {
          names.serve(service, address);
        }
      }
    }
    WebServers webs =
        new WebServers(stage::answer, stage::door, stage::era, stage::time, certificates, requests);
    for (Place place : Place.values()) {
      if (without.contains(place.label())) {
        certificates.handOver(place, scratch);
        continue;
      }
      for (String address : place.addresses()) {
        if (held.contains(address)) {
          webs.serve(place, address);
        }
      }
    }
    new ProxyServer(stage::proxy, certificates).serve();
    // lab.sh reads it before it starts the command
    Files.writeString(scratch.resolve("environment"), stage.environment());
    new WebServers(
            Neighbours.of(Place.ARCHIVE)::answer,
            Fate::usual,
            () -> 0,
            Instant::now,
            certificates,
            new RequestLog(scratch.resolve("warm-up")))
        .warmUp();
    Control.start(stage);
    stage.open();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(stage)));
  }

  /** The last lines of the log, when the command is done. */
  private static void close(Stage stage) {
    try {
      stage.log();
    } catch (IOException e) {
      System.err.println("lab: the log is not complete: " + e);
    }
  }
}
