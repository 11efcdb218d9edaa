package io.sidelight.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {

  @Test
  void asksUntilAccepted() {
    AtomicInteger asked = new AtomicInteger();
    int value =
        Await.until(
            "three",
            Duration.ofSeconds(10),
            () -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("not yet");
              }
              return asked.get();
            },
            number -> number == 3);
    assertEquals(3, value);
    assertEquals(3, asked.get());
  }

  @Test
  void saysTheLastValueOrCause() {
    AssertionError value =
        assertThrows(
            AssertionError.class,
            () -> Await.until("more", Duration.ofMillis(30), () -> 7, number -> number > 7));
    assertTrue(value.getMessage().contains("more"), value.getMessage());
    assertTrue(value.getMessage().endsWith("last: 7"), value.getMessage());
    IllegalStateException cause = new IllegalStateException();
    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () ->
                Await.until(
                    "more",
                    Duration.ofMillis(30),
                    () -> {
                      throw cause;
                    }));
    assertSame(cause, failure.getCause());
  }
}
