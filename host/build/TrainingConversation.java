import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The browser's part in the training run of an image ({@code Image.java} starts it): {@code
 * TrainingConversation.java <host folder>}.
 */
class TrainingConversation {
  private static final boolean WINDOWS = File.separatorChar == '\\';

  /**
   * One conversation as a browser leads it, with the launcher, which records the classes: greet,
   * ask for a diagnosis (unless {@code WHY502_TRAINING} is {@code hello}), answer that no trial is
   * possible, wait for the last word, hang up.
   */
  public static void main(String[] args) throws Exception {
    Path host = Path.of(args[0]).toAbsolutePath();
    Path image = host.resolve("target/image");
    Path launcher = image.resolve("bin").resolve(WINDOWS ? "why502.bat" : "why502");
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "chrome-extension://training/")
            .directory(image.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // Relative, because a path with a space would be cut in two.
    builder
        .environment()
        .put("WHY502_JAVA_OPTIONS", "-XX:DumpLoadedClassList=lib/why502/classes.list");
    Process process = builder.start();
    String said = "";
    try (OutputStream to = process.getOutputStream();
        DataInputStream from =
            new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      said = converse(host.resolve("src/test/resources/messages/to-host"), to, from, !"hello".equals(System.getenv("WHY502_TRAINING")));
    } catch (EOFException e) {
      System.out.println("why502 hung up first");
    }
    int code = process.waitFor();
    System.out.println("why502 ended with " + code + "; its last word was " + said);
    System.exit(code);
  }

  private static String converse(
      Path messages, OutputStream to, DataInputStream from, boolean diagnose) throws IOException {
    send(to, Files.readString(messages.resolve("hello.json")));
    String reply = receive(from);
    if (!diagnose) {
      return reply;
    }
    send(to, Files.readString(messages.resolve("diagnose.json")));
    String notPossible = Files.readString(messages.resolve("tried-not-possible.json"));
    while (true) {
      reply = receive(from);
      System.out.println(reply);
      if (reply.contains("\"type\":\"try\"")) {
        send(
            to, as(reply, "attempt", "([0-9]+)", as(reply, "trial", "\"([a-z-]+)\"", notPossible)));
      } else if (reply.contains("\"type\":\"diagnosed\"") && reply.contains("\"final\":true")) {
        return reply;
      }
    }
  }

  /** The answer, with one member as it was in the question. */
  private static String as(String question, String member, String value, String answer) {
    Matcher asked = Pattern.compile("\"" + member + "\":" + value).matcher(question);
    return asked.find()
        ? answer.replaceFirst(
            "\"" + member + "\": ?" + value, Matcher.quoteReplacement(asked.group()))
        : answer;
  }

  private static void send(OutputStream to, String message) throws IOException {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    to.write(ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(bytes.length).array());
    to.write(bytes);
    to.flush();
  }

  private static String receive(DataInputStream from) throws IOException {
    byte[] length = new byte[4];
    from.readFully(length);
    byte[] bytes = new byte[ByteBuffer.wrap(length).order(ByteOrder.nativeOrder()).getInt()];
    from.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
