package io.sidelight.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application in a JVM of its own, with or without the agent, and its output. Failures of its
 * methods show the last lines of that output. Thread-safe.
 *
 * <p>The process ends when this is closed, and at the latest with the JVM that started it.
 */
public final class AppProcess implements AutoCloseable {

  /** The line by which the agent names its port. Groups: scheme, host, port. */
  public static final Pattern SIDECAR_LINE =
      Pattern.compile("sidelight.*?\\b(https?)://(\\[[^\\]]+\\]|[^\\s:/]+):(\\d+)/metrics");

  /** Long enough for a start on a machine that is busy with other tests. */
  public static final Duration START_LIMIT = Duration.ofSeconds(90);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final Duration SCRAPE_LIMIT = Duration.ofSeconds(20);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final Set<AppProcess> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(AppProcess::abandon), "app-processes"));
  }

  private final Process process;
  private final OutputLines output;
  private final ProcessGuard guard;
  private final TempFolder temporary;

  private AppProcess(Process process, TempFolder temporary) {
    this.process = process;
    this.temporary = temporary;
    this.output = new OutputLines();
    this.guard = ProcessGuard.of(process.pid());
  }

  public static AppProcessBuilder builder() {
    return new AppProcessBuilder();
  }

  static AppProcess of(Process process, TempFolder temporary) {
    AppProcess app = new AppProcess(process, temporary);
    RUNNING.add(app);
    app.output.follow(process.getInputStream(), "output of " + process.pid());
    return app;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** All lines so far of standard output and standard error, in the order they were printed. */
  public List<String> lines() {
    return output.all();
  }

  /** The first line, printed already or within the limit, that is accepted. */
  public String awaitLine(Predicate<String> accepted, Duration limit) {
    return output.await("the expected line", accepted, limit);
  }

  /** The first line, printed already or within the limit, that contains a match. */
  public Matcher awaitLine(String regex, Duration limit) {
    return awaitLine(Pattern.compile(regex), limit);
  }

  private Matcher awaitLine(Pattern pattern, Duration limit) {
    String line = output.await(pattern.pattern(), text -> pattern.matcher(text).find(), limit);
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      throw new AssertionError(line);
    }
    return matcher;
  }

  /**
   * Waits for a line and returns its first group as a number: the port that the application
   * printed.
   */
  public int port(String regex) {
    return Integer.parseInt(awaitLine(regex, START_LIMIT).group(1));
  }

  /**
   * Waits for the agent to name its port, and returns where it can be reached from here, without a
   * path.
   */
  public URI sidecar() {
    Matcher line = awaitLine(SIDECAR_LINE, START_LIMIT);
    String host = line.group(2);
    boolean anyAddress = host.equals("0.0.0.0") || host.startsWith("[");
    return URI.create(
        line.group(1) + "://" + (anyAddress ? "localhost" : host) + ":" + line.group(3));
  }

  /** What the agent answers now, in the text format. */
  public Exposition scrape() {
    return scrape("text/plain");
  }

  /**
   * What the agent answers now.
   *
   * @param accept media type wanted; exemplars need {@code application/openmetrics-text}
   */
  public Exposition scrape(String accept) {
    HttpResponse<String> answer = get(sidecar().resolve("/metrics"), accept);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (answer.statusCode() != 200 || type.isEmpty()) {
      throw new AssertionError(
          "scrape: "
              + answer.statusCode()
              + " '"
              + type
              + "' "
              + answer.body()
              + "\n"
              + output.last());
    }
    return Exposition.parse(answer.body());
  }

  private HttpResponse<String> get(URI uri, String accept) {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Accept", accept).timeout(SCRAPE_LIMIT).build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer from " + uri + "\n" + output.last(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted asking " + uri, e);
    }
  }

  /**
   * Waits for the application to end by itself, and returns its exit code; {@link #lines()} is then
   * complete.
   */
  public int awaitExit(Duration limit) {
    if (!waitFor(limit)) {
      throw new AssertionError("still running after " + limit.toMillis() + " ms\n" + output.last());
    }
    release();
    return process.exitValue();
  }

  /** Asks the process to end (SIGTERM), kills it if it does not, and returns its exit code. */
  public int stop() {
    // A wrapper script may have left the JVM as its child; it cannot be found once the script is
    // gone.
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    children.forEach(ProcessHandle::destroy);
    if (!waitFor(STOP_LIMIT)) {
      kill();
      waitFor(KILL_LIMIT);
    }
    children.forEach(
        child -> child.onExit().orTimeout(5, TimeUnit.SECONDS).exceptionally(late -> null).join());
    children.forEach(ProcessHandle::destroyForcibly);
    release();
    return process.isAlive() ? -1 : process.exitValue();
  }

  @Override
  public void close() {
    stop();
  }

  private boolean waitFor(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw new AssertionError("interrupted\n" + output.last(), e);
    }
  }

  private void abandon() {
    kill();
    temporary.close();
  }

  private void kill() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private void release() {
    output.awaitEnd(KILL_LIMIT);
    RUNNING.remove(this);
    guard.close();
    temporary.close();
  }

  @Override
  public String toString() {
    return "process "
        + process.pid()
        + (process.isAlive() ? ", running\n" : ", ended\n")
        + output.last();
  }
}
