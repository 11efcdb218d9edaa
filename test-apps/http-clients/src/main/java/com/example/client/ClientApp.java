package com.example.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does with one client what it is told, and prints what came of it. Arguments: what to do, the port
 * of the server, a port at which nobody listens, and what else the client needs to know.
 */
public abstract class ClientApp {
  public static final int THREADS = 8;
  public static final int CALLS = 125;

  /** How long the impatient wait. */
  public static final int SHORT_MILLIS = 400;

  private static final String BODY = "a body of some length ".repeat(50);

  /** Makes a call and reads all of its answer; throws what the client throws. */
  protected abstract Answer call(Request request) throws Exception;

  /** Makes a call and gives it up before the answer; whoever cannot does not override this. */
  protected void cancel(Request request) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** What this client does beside what all do; prints what came of it. */
  protected void more(String url) throws Exception {}

  protected final void run(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    String base = "http://localhost:" + port;
    switch (args[0]) {
      case "scenarios" -> scenarios(port, Integer.parseInt(args[2]));
      case "load" -> System.out.println("answers " + load(base + "/ok?s=LOAD"));
      case "once" -> print("once", () -> call(Request.get(base + "/calling")));
      case "cancel" -> cancel(Request.get(base + "/hang?s=CANCELLED"));
      case "more" -> more(base);
      case "serve" -> Site.serve(() -> call(Request.get(base + "/ok?s=SERVED")));
      default -> throw new IllegalArgumentException(args[0]);
    }
    System.out.println("done");
    System.in.read();
    System.exit(0);
  }

  private void scenarios(int port, int closedPort) {
    for (Scenario scenario : Scenario.values()) {
      Request request =
          new Request(
              scenario.method,
              scenario.url(port, closedPort),
              scenario.hasBody() ? BODY : "",
              scenario == Scenario.POSTED_IN_CHUNKS,
              scenario == Scenario.OWN_TRACE
                  ? Map.of("TraceParent", Scenario.OWN_TRACEPARENT, "X-Own", "kept")
                  : Map.of("X-Own", "kept"),
              scenario == Scenario.SLOW ? SHORT_MILLIS : Request.PATIENCE_MILLIS);
      print(scenario.toString(), () -> call(request));
    }
  }

  protected static void print(String what, Callable<Answer> call) {
    String outcome;
    try {
      Answer answer = call.call();
      outcome = answer.status() + " " + answer.body().length() + " " + answer.body().hashCode();
    } catch (Exception e) {
      outcome = chain(e);
    }
    System.out.println("outcome " + what + ' ' + outcome);
  }

  /** Types and messages of an exception and its causes. */
  private static String chain(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable at = thrown;
    for (int i = 0; i < 5 && at != null; i++, at = at.getCause()) {
      text.append(at.getClass().getName()).append(": ").append(at.getMessage()).append(" | ");
    }
    return text.toString().replace('\n', ' ');
  }

  /** As many calls as fit, on as many threads; the number of right answers. */
  private int load(String url) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      tasks.add(
          () -> {
            int answers = 0;
            for (int n = 0; n < CALLS; n++) {
              answers += call(Request.get(url)).status() == 200 ? 1 : 0;
            }
            return answers;
          });
    }
    int answers = 0;
    for (Future<Integer> task : threads.invokeAll(tasks)) {
      answers += task.get();
    }
    threads.shutdown();
    return answers;
  }
}
