package sample;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.instrumentation.annotations.AddingSpanAttributes;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Methods that are spans, in all the ways there are. */
public class Orders implements Callable<String> {

  public static void main(String[] args) throws Exception {
    Class.forName("org.h2.Driver");
    CompletableFuture<String> good = new CompletableFuture<>();
    CompletableFuture<String> bad = new CompletableFuture<>();
    new Orders().order(7, "me", 0.5, Arrays.asList("a", "b"), good, bad);
    good.complete("later");
    bad.completeExceptionally(new IllegalStateException("late"));
    if (good.isDone()) {
      System.out.println("done");
    }
    synchronized (good) {
      good.wait();
    }
  }

  @WithSpan
  void order(
      @SpanAttribute("order.id") long id,
      @SpanAttribute String unnamed,
      @SpanAttribute("ratio") double ratio,
      @SpanAttribute("tags") List<String> tags,
      CompletableFuture<String> good,
      CompletableFuture<String> bad)
      throws Exception {
    query();
    hidden((byte) 3);
    try {
      fail();
    } catch (IllegalArgumentException expected) {
      add("added");
    }
    check(later(good) == good);
    // What is derived from a failed stage fails with the cause in a wrapper.
    laterFailing(bad.thenApply(String::trim));
    check(call().equals("called"));
    new Inner().run();
    alone(null);
  }

  @WithSpan(value = "named by hand", kind = SpanKind.CLIENT)
  private static final int hidden(@SpanAttribute("small") byte small) {
    query();
    return small;
  }

  @WithSpan
  static void fail() {
    throw new IllegalArgumentException("as asked");
  }

  @WithSpan
  protected CompletableFuture<String> later(CompletableFuture<String> future) {
    return future;
  }

  @WithSpan
  CompletionStage<String> laterFailing(CompletionStage<String> stage) {
    return stage;
  }

  @WithSpan
  @Override
  public String call() {
    return "called";
  }

  @WithSpan(inheritContext = false)
  Object alone(@SpanAttribute("nothing") Object nothing) {
    return nothing;
  }

  @AddingSpanAttributes
  void add(@SpanAttribute("more") String more) {}

  static class Inner {
    @WithSpan
    void run() {}
  }

  static void query() {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:store");
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT COUNT(*) FROM information_schema.tables").close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static void check(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("not as it should be");
    }
  }
}
