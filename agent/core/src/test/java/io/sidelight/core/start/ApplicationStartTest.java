package io.sidelight.core.start;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What the agent waits for before it touches what an application server brings itself. */
class ApplicationStartTest {
  private static final String MANAGER = "org/jboss/logmanager/LogManager";
  private static final String BUILDER = "org/jboss/as/jmx/PluggableMBeanServerBuilder";
  private static final String WILDFLY = "/opt/wildfly/jboss-modules.jar -mp /opt/wildfly/modules";

  @Test
  void waitsForBothOfWildFly() throws Exception {
    ApplicationStart start = new ApplicationStart(WILDFLY, "");
    CompletableFuture<Void> waiting = waiting(start);
    start.applicationClass("org/jboss/modules/Main");
    assertTrue(isWaiting(waiting));
    start.applicationClass(MANAGER);
    assertTrue(isWaiting(waiting));
    start.applicationClass(BUILDER);
    waiting.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aServerWithoutJmxIsPastItsBeginningWithTheFirstKnownLibrary() throws Exception {
    ApplicationStart start = new ApplicationStart(WILDFLY, "");
    CompletableFuture<Void> waiting = waiting(start);
    start.applicationClass(MANAGER);
    assertTrue(isWaiting(waiting));
    start.classWoven();
    waiting.get(20, TimeUnit.SECONDS);
  }

  @Test
  void doesNotWaitForClassesThatAnAotCacheHasLoaded() throws Exception {
    for (String java : List.of("24", "25", "30")) {
      ApplicationStart start = new ApplicationStart("app.jar", "");
      // In premain, which says nothing about how far the application is.
      start.classWoven();
      start.loadedBefore(java);
      waiting(start).get(20, TimeUnit.SECONDS);
    }
    for (String java : List.of("1.8", "17", "23", "", "x")) {
      ApplicationStart start = new ApplicationStart("app.jar", "");
      start.classWoven();
      start.loadedBefore(java);
      CompletableFuture<Void> waiting = waiting(start);
      assertTrue(isWaiting(waiting), java);
      start.applicationClass("com/example/Main");
      start.classWoven();
      waiting.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void waitsForTheLogManagerThatAPropertyNames() throws Exception {
    ApplicationStart start = new ApplicationStart("app.jar", "com.example.OwnLogManager");
    CompletableFuture<Void> waiting = waiting(start);
    start.applicationClass("com/example/Main");
    start.classWoven();
    assertTrue(isWaiting(waiting));
    start.applicationClass("com/example/OwnLogManager");
    waiting.get(20, TimeUnit.SECONDS);
  }

  @Test
  void doesNotWaitForALogManagerOfTheClassPath() throws Exception {
    ApplicationStart start = new ApplicationStart("app.jar", ApplicationStartTest.class.getName());
    CompletableFuture<Void> waiting = waiting(start);
    start.applicationClass("com/example/Main");
    start.classWoven();
    waiting.get(20, TimeUnit.SECONDS);
  }

  @Test
  void waitsForTheApplicationItself() throws Exception {
    ApplicationStart start = new ApplicationStart("app.jar", "");
    CompletableFuture<Void> waiting = waiting(start);
    assertTrue(isWaiting(waiting));
    start.applicationClass("com/example/Main");
    waiting.get(20, TimeUnit.SECONDS);
    assertFalse(isWaiting(waiting));
  }

  private static CompletableFuture<Void> waiting(ApplicationStart start) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                start.await();
                done.complete(null);
              } catch (InterruptedException e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  /** Longer than the grace that every application has, so that one which is not waiting is done. */
  private static boolean isWaiting(CompletableFuture<Void> waiting)
      throws InterruptedException, ExecutionException {
    try {
      waiting.get(1_300, TimeUnit.MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    }
  }
}
