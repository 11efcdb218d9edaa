package io.sidelight.core.record.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SqlCacheTest {
  @Test
  void parsesAnEqualTextOnce() {
    SqlCache cache = new SqlCache(1 << 20);
    SqlStatement first = cache.get("SELECT a FROM b WHERE c = 1");
    assertEquals("SELECT b", first.summary());
    assertSame(first, cache.get(copy("SELECT a FROM b WHERE c = 1")));
    assertNotSame(first, cache.get("SELECT a FROM b WHERE c = 2"));
  }

  @Test
  void answersNullAndEmpty() {
    SqlCache cache = new SqlCache(1 << 20);
    assertEquals("OTHER", cache.get(null).operation());
    assertEquals("", cache.get("").text());
  }

  @Test
  void allocatesNothingForAHit() {
    SqlCache cache = new SqlCache(1 << 20);
    String[] texts = {
      "SELECT a FROM b WHERE c = 1",
      copy("UPDATE d SET e = 'f'"),
      "SELECT a FROM b WHERE c = '" + "x".repeat(1_000_000) + "'",
    };
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 1_000; i++) {
        for (String text : texts) {
          cache.get(text);
        }
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    // The measurement itself may allocate a little; one object per hit would be 48,000 bytes.
    assertTrue(least < 1_000, "allocated " + least + " bytes in 3,000 hits");
  }

  @Test
  void staysWithinItsBytesHoweverManyTextsThereAre() {
    int limit = 256 << 10;
    SqlCache cache = new SqlCache(limit);
    for (int i = 0; i < 1_000_000; i++) {
      cache.get("SELECT a FROM b WHERE c = " + i);
      if (i % 1_000 == 0) {
        assertTrue(cache.bytes() <= limit);
      }
    }
    assertTrue(cache.bytes() <= limit);
    assertTrue(cache.bytes() > limit / 2, "it should be in use, holds " + cache.bytes());
  }

  @Test
  void keepsWhatIsUsedWhileOthersPass() {
    SqlCache cache = new SqlCache(64 << 10);
    SqlStatement used = cache.get("SELECT a FROM used");
    for (int i = 0; i < 100_000; i++) {
      cache.get("SELECT a FROM b WHERE c = " + i);
      if (i % 20 == 0) {
        assertSame(used, cache.get("SELECT a FROM used"));
      }
    }
  }

  @Test
  void holdsAPrefixOfLongTextsOnly() {
    int limit = 1 << 20;
    SqlCache cache = new SqlCache(limit);
    String tail = "x".repeat(1 << 20);
    for (int i = 0; i < 200; i++) {
      cache.get("SELECT a FROM b" + i + " WHERE c = '" + tail + "'");
      assertTrue(cache.bytes() <= limit);
    }
    SqlStatement first = cache.get("SELECT a FROM b WHERE c = '" + tail + "'");
    assertEquals("SELECT a FROM b WHERE c = ?", first.text());
    assertSame(first, cache.get("SELECT a FROM b WHERE c = '" + tail + "' OR d = 1"));
    assertEquals(
        "SELECT a FROM b WHERE c = ?",
        cache
            .get(("SELECT a FROM b WHERE c = '" + tail).substring(0, SqlStatement.MAX_SCANNED))
            .text());
  }

  @Test
  void onlyParsesWhenThereIsNoRoom() {
    for (int bytes : new int[] {-1, 0, 1, 100, 1_000}) {
      SqlCache cache = new SqlCache(bytes);
      assertEquals(
          "SELECT b", cache.get("SELECT a FROM b WHERE c = '" + "x".repeat(900) + "'").summary());
      assertTrue(cache.bytes() <= Math.max(bytes, 8));
    }
  }

  @Test
  void isCorrectWhileManyThreadsMissAtOnce() throws Exception {
    int limit = 32 << 10;
    SqlCache cache = new SqlCache(limit);
    int threads = 8;
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int seed = t;
        results.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 50_000; i++) {
                    int n = (i * 31 + seed * 7) % 300;
                    assertEquals(
                        "t" + n, cache.get("SELECT a FROM t" + n + " WHERE b = 1").table());
                    assertTrue(cache.bytes() <= limit);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      pool.shutdownNow();
    }
    // Nothing was lost or counted twice on the way: it still takes texts up and lets them go.
    SqlStatement after = cache.get("SELECT a FROM after");
    assertSame(after, cache.get("SELECT a FROM after"));
    for (int i = 0; i < 1_000; i++) {
      cache.get("SELECT a FROM b WHERE c = " + i);
    }
    assertNotSame(after, cache.get("SELECT a FROM after"));
  }

  private static String copy(String text) {
    return new StringBuilder(text).toString();
  }
}
