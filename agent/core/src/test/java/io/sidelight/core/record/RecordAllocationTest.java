package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.record.sql.SqlCache;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call costs the thread that makes it, in bytes: the recorders' own share is nothing. */
class RecordAllocationTest {
  private static final int ROUNDS = 5_000;

  /** The compilers of a busy machine may need as long. */
  private static final long STEADY_NANOS = 1_000_000_000L;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Meters meters = new Meters(MeterSettings.defaults());

  /** The least of many trials, until it has not become less for a while: until all is compiled. */
  private static double bytesPerRound(Runnable round) {
    double least = Double.MAX_VALUE;
    long lessSince = System.nanoTime();
    while (System.nanoTime() - lessSince < STEADY_NANOS) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        round.run();
      }
      double bytes = (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
      if (bytes < least) {
        least = bytes;
        lessSince = System.nanoTime();
      }
    }
    return least;
  }

  private Tracer recording() {
    return new Tracer(Sampler.alwaysOn(), span -> {}, SpanLimits.defaults());
  }

  @Test
  void aQueryWithoutTraces() {
    assertEquals(0, bytesPerRound(queries(Tracer.disabled())), 0.1);
  }

  @Test
  void aQueryWithItsSpan() {
    double bytes = bytesPerRound(queries(recording()));
    assertTrue(bytes > 80 && bytes <= 96, () -> bytes + " bytes");
  }

  /** By a pool that wraps a driver: both are asked, and both statements are known. */
  @Test
  void preparingAStatement() {
    // Before the recorder, which asks whether there are such.
    Object statement = Holders.make();
    Object inner = Holders.make();
    DbStatements statements =
        new DbRecorder(meters, recording(), new SqlCache(1 << 20), 0, Long.MAX_VALUE).statements();
    Object pools = Holders.make();
    Object drivers = Holders.make();
    String sql = "SELECT name FROM products WHERE id = ?";
    statements.connected(drivers, new DbServer("postgresql", "shop", "localhost", 5432));
    Runnable prepare =
        () -> {
          DbMaking outer = statements.making(pools, sql);
          DbMaking making = statements.making(drivers, sql);
          statements.made(making, inner);
          statements.endMaking(making);
          statements.made(outer, statement);
          statements.endMaking(outer);
        };
    assertEquals(0, bytesPerRound(prepare), 0.1);
  }

  @Test
  void aCommandWithItsSpan() {
    RedisRecorder recorder = new RedisRecorder(meters, recording());
    double bytes =
        bytesPerRound(
            () -> {
              RedisCall call = recorder.begin("GET", 1);
              call.server("localhost", 6379);
              recorder.end(call, null, null);
            });
    assertTrue(bytes > 80 && bytes <= 96, () -> bytes + " bytes");
  }

  private Runnable queries(Tracer tracer) {
    DbRecorder recorder = new DbRecorder(meters, tracer, new SqlCache(1 << 20), 0, Long.MAX_VALUE);
    Object connection = new Object();
    Object statement = new Object();
    recorder
        .statements()
        .connected(connection, new DbServer("postgresql", "shop", "localhost", 5432));
    DbMaking making =
        recorder.statements().making(connection, "SELECT name FROM products WHERE id = ?");
    recorder.statements().made(making, statement);
    recorder.statements().endMaking(making);
    return () -> recorder.end(recorder.begin(statement, null), 0);
  }

  @Test
  void aCommandWithoutTraces() {
    RedisRecorder recorder = new RedisRecorder(meters, Tracer.disabled());
    assertEquals(0, bytesPerRound(() -> recorder.end(recorder.begin("GET", 1), null, null)), 0.1);
  }

  /** The call, and the weak reference by which its end finds it. */
  @Test
  void aCommandThatNobodyWaitsFor() {
    AsyncRedisRecorder recorder = new RedisRecorder(meters, Tracer.disabled()).async();
    Object request = new Object();
    double bytes =
        bytesPerRound(
            () -> {
              recorder.sent(recorder.begin(request, "GET", 1));
              recorder.end(recorder.take(request), null, null);
            });
    assertTrue(bytes > 0 && bytes <= 216, () -> bytes + " bytes");
  }

  @Test
  void aWebSocketMessageWithoutTraces() {
    assertEquals(0, bytesPerRound(messages(Tracer.disabled(), false)), 0.1);
  }

  /**
   * What is remembered of the reply until it has been written; some of it may be kept off the heap.
   */
  @Test
  void aWebSocketMessageAndItsReply() {
    double bytes = bytesPerRound(messages(Tracer.disabled(), true));
    assertTrue(bytes <= 112, () -> bytes + " bytes");
  }

  @Test
  void aWebSocketMessageWithItsSpan() {
    double bytes = bytesPerRound(messages(recording(), false));
    assertTrue(bytes > 100 && bytes <= 232, () -> bytes + " bytes");
  }

  private Runnable messages(Tracer tracer, boolean replies) {
    WebSocketRecorder recorder = new WebSocketRecorder(meters, tracer, 0, Long.MAX_VALUE);
    WebSocketConnection connection = WebSocketRecorderTest.open(recorder, "/chat");
    return () -> {
      recorder.receiver().begin(connection, WebSocketMessageType.TEXT, 100, true);
      if (replies) {
        WebSocketSender sender = recorder.sender();
        sender.written(sender.take(connection, WebSocketMessageType.TEXT, 100, true), null);
      }
      recorder.receiver().end(connection, null);
    };
  }

  @Test
  void aRequestWithoutTraces() {
    HttpServerRecorder recorder =
        new HttpServerRecorder(
            meters, Tracer.disabled(), List.of("GET"), Propagation.of(List.of()), 10);
    double call = bytesPerRound(SampleCall::new);
    double bytes =
        bytesPerRound(
            () -> {
              SampleCall one = new SampleCall();
              recorder.begin(one);
              recorder.leave(one);
              recorder.end(one);
            });
    // The call itself is the instrumentation's one object; it may even be kept off the heap.
    assertTrue(bytes <= 136, () -> bytes + " bytes, of which the call " + call);
  }
}
