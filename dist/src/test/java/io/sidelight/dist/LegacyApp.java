package io.sidelight.dist;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The web application {@code test-apps/legacy} in a JVM of its own, and a client of it. */
final class LegacyApp implements AutoCloseable {

  /** One of everything: asynchronous, forwarded, failing, unknown, malformed. */
  static final List<String> REQUESTS =
      List.of(
          "GET /hello",
          "GET /order",
          "GET /order",
          "GET /fail",
          "GET /status?code=418",
          "GET /status?code=503",
          "GET /async",
          "GET /async?how=dispatch",
          "GET /forward",
          "GET /no/such/path?a=%00%ff",
          "HEAD /hello",
          "POST /hello",
          "BREW /hello");

  private final AppProcess process;
  private final int port;

  private LegacyApp(AppProcess process) {
    this.process = process;
    this.port = process.port("listening on http://localhost:(\\d+)");
  }

  static AppProcessBuilder builder() {
    Path jar = AgentJar.repository().resolve("test-apps/legacy/target/legacy.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("no " + jar + ": mvn package -pl test-apps/legacy -am");
    }
    return AppProcess.builder().jar(jar).args("0");
  }

  /** The folder with the libraries of the application. */
  static List<Path> libraries() {
    Path folder = AgentJar.repository().resolve("test-apps/legacy/target/lib");
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LegacyApp start(AppProcessBuilder builder) {
    AppProcess started = builder.start();
    try {
      return new LegacyApp(started);
    } catch (Throwable e) {
      started.close();
      throw e;
    }
  }

  AppProcess process() {
    return process;
  }

  int port() {
    return port;
  }

  /** The answer, status line and headers included; the time of day is left out. */
  String answer(String methodAndPath, String... headers) {
    String text = exchange(port, request(methodAndPath, "close", headers));
    return text.replaceAll("(?m)^Date: .*$", "Date: -");
  }

  /** The answers to {@link #REQUESTS}, one after the other. */
  List<String> answers() {
    List<String> answers = new ArrayList<>();
    for (String request : REQUESTS) {
      answers.add(request + "\n" + answer(request, "traceparent: 00-zz-?-\u00e4"));
    }
    return answers;
  }

  /**
   * @param connection {@code close} or {@code keep-alive}
   */
  static String request(String methodAndPath, String connection, String... headers) {
    StringBuilder text =
        new StringBuilder(methodAndPath).append(" HTTP/1.1\r\nHost: localhost\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.append("Content-Length: 0\r\nConnection: ")
        .append(connection)
        .append("\r\n\r\n")
        .toString();
  }

  /** Sends the bytes, and returns all that comes back before the server closes. */
  static String exchange(int port, String requests) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(requests, e);
    }
  }

  @Override
  public void close() {
    process.close();
  }

  @Override
  public String toString() {
    return process.toString();
  }
}
