package io.sidelight.dist;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** Applications of a few lines, chosen by the first argument. */
final class SmallMain {

  private SmallMain() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "end" -> System.out.println("done");
      case "wait" -> {
        System.out.println("ready");
        Thread.currentThread().join();
      }
      case "look" -> look();
      case "query" -> {
        query();
        System.exit(0);
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** What the agent has left in this JVM, after it would have started its port. */
  private static void look() throws InterruptedException {
    long deadline = System.nanoTime() + 2_000_000_000L;
    boolean thread = false;
    while (!thread && System.nanoTime() < deadline) {
      thread =
          Thread.getAllStackTraces().keySet().stream()
              .anyMatch(one -> one.getName().startsWith("sidelight"));
      Thread.onSpinWait();
    }
    System.out.println("thread " + thread);
    try {
      Class.forName("java.lang.SidelightDispatcher");
      System.out.println("dispatcher true");
    } catch (ClassNotFoundException e) {
      System.out.println("dispatcher false");
    }
  }

  private static void query() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:small");
        Statement statement = connection.createStatement()) {
      statement.executeQuery("select 42").close();
    }
    System.out.println("queried");
  }
}
