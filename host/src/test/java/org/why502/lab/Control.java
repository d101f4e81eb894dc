package org.why502.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.why502.lab.site.Desk;
import org.why502.lab.situation.Situation;
import org.why502.lab.situation.Situations;

/**
 * The control channel for tests, {@code http://127.0.0.1:5020} inside the namespace: {@code GET
 * /situation} names the present one, {@code POST /situation/NAME} changes it (200 once it stands,
 * 404 for an unknown name), {@code GET /environment} is what the present one sets in a program's
 * environment, as lines of shell, {@code GET /log} is the request log so far, {@code POST
 * /desk/MANNER} opens the desk where forms are sent ({@link Desk}), and {@code POST /desk/late} has
 * it store what it stores late.
 */
final class Control {
  /** Where it listens. */
  static final int PORT = 5020;

  private static final String PREFIX = "/situation/";

  private static final String DESK = "/desk/";

  private final Stage stage;

  private Control(Stage stage) {
    this.stage = stage;
  }

  /** Listens until the process ends. */
  static void start(Stage stage) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 16);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", new Control(stage)::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answer(exchange, exchange.getRequestURI().getPath());
      } catch (IOException e) {
        say(exchange, 500, e.getMessage() + "\n");
      }
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    switch (exchange.getRequestMethod() + " " + path) {
      case "GET /situation" -> say(exchange, 200, stage.situation().name() + "\n");
      case "GET /environment" -> say(exchange, 200, stage.environment());
      case "GET /log" -> say(exchange, 200, stage.log());
      case "POST /desk/late" -> {
        stage.desk().storeWhatIsLate();
        say(exchange, 200, "stored\n");
      }
      default -> {
        boolean posts = exchange.getRequestMethod().equals("POST");
        Optional<Desk.Manner> manner =
            posts && path.startsWith(DESK)
                ? Desk.Manner.named(path.substring(DESK.length()))
                : Optional.empty();
        Optional<Situation> wanted =
            posts && path.startsWith(PREFIX)
                ? Situations.named(path.substring(PREFIX.length()))
                : Optional.empty();
        if (wanted.isPresent()) {
          stage.change(wanted.get());
          say(exchange, 200, wanted.get().name() + "\n");
        } else if (manner.isPresent()) {
          stage.desk().behave(manner.get());
          say(exchange, 200, "open\n");
        } else {
          say(exchange, 404, "no such path or situation: " + path + "\n");
        }
      }
    }
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
