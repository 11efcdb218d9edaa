package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.meter.Naming;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolRecorderTest {
  private final Meters meters = new Meters(new MeterSettings(100, Naming.BOTH, "", Map.of()));
  private final PoolRecorder recorder = new PoolRecorder(meters.dbPools, Tracer.disabled(), 0);

  /** Has one more of everything than the one asked for before it. */
  private static final class SamplePool extends ConnectionPool {
    private final long first;

    SamplePool(Object pool, String name, long first) {
      super(pool, name);
      this.first = first;
    }

    @Override
    protected long ask(Object pool, Gauge gauge) {
      return gauge == Gauge.WAITING ? -1 : first + gauge.ordinal();
    }
  }

  private List<String> lines(String name) {
    return Scrape.lines(meters, name).stream().sorted().toList();
  }

  private static String state(String pool, String state, int value) {
    return "database_connection_pool{pool=\""
        + pool
        + "\",state=\""
        + state
        + "\"} "
        + value
        + ".0";
  }

  @Test
  void asksThePoolsAndAddsUpThoseOfOneName() {
    Object one = new Object();
    Object two = new Object();
    recorder.add(new SamplePool(one, "orders", 1), "kind");
    assertEquals(
        List.of(state("orders", "active", 1), state("orders", "idle", 2)),
        lines("database_connection_pool"));
    recorder.add(new SamplePool(two, "orders", 10), "kind");
    recorder.add(new SamplePool(two, "orders", 10), "kind");
    assertEquals(
        List.of(state("orders", "active", 11), state("orders", "idle", 13)),
        lines("database_connection_pool"));
    assertEquals(
        List.of("database_connection_pool_max{pool=\"orders\"} 17.0"),
        lines("database_connection_pool_max"));
    assertEquals(
        List.of(
            "db_client_connection_count{db_client_connection_pool_name=\"orders\","
                + "db_client_connection_state=\"idle\"} 13.0",
            "db_client_connection_count{db_client_connection_pool_name=\"orders\","
                + "db_client_connection_state=\"used\"} 11.0"),
        lines("db_client_connection_count"));

    recorder.closed(one);
    recorder.closed(new Object());
    assertEquals(
        List.of(state("orders", "active", 10), state("orders", "idle", 11)),
        lines("database_connection_pool"));
    recorder.closed(two);
    assertEquals(List.of(), lines("database_connection_pool"));
  }

  /** As one does whose methods are all synchronized. */
  @Test
  void aPoolMayTellOfItsEndWhileItIsAsked() throws InterruptedException {
    Object pool = new Object();
    Thread[] closing = new Thread[1];
    recorder.add(
        new ConnectionPool(pool, "orders") {
          @Override
          protected long ask(Object of, Gauge gauge) throws InterruptedException {
            if (closing[0] == null) {
              closing[0] = new Thread(() -> recorder.closed(pool));
              closing[0].start();
              closing[0].join();
            }
            return 1;
          }
        },
        "kind");
    lines("database_connection_pool");
    closing[0].join();
    assertEquals(List.of(), lines("database_connection_pool"));
  }

  @Test
  void poolsWithoutANameGetNumbers() {
    Object[] pools = {new Object(), new Object(), new Object()};
    recorder.add(new SamplePool(pools[0], "", 1), "dbcp");
    recorder.add(new SamplePool(pools[1], "", 1), "dbcp");
    recorder.add(new SamplePool(pools[2], "", 1), "c3p0");
    assertEquals(
        List.of(
            "database_connection_pool_min{pool=\"c3p0-1\"} 5.0",
            "database_connection_pool_min{pool=\"dbcp-1\"} 5.0",
            "database_connection_pool_min{pool=\"dbcp-2\"} 5.0"),
        lines("database_connection_pool_min"));
  }

  @Test
  void measuresTheOutermostCallAndWhatItLends() {
    Object pool = new Object();
    Object connection = new Object();
    recorder.add(new SamplePool(pool, "orders", 1), "kind");
    assertSame(PoolWait.UNKNOWN, recorder.begin(new Object()));
    PoolWait wait = recorder.begin(pool);
    assertNotNull(wait);
    assertNull(recorder.begin(pool), "the same call, in another method");
    recorder.end(wait, connection, null, false);
    recorder.end(recorder.begin(pool), null, new Exception(), true);
    recorder.returned(connection);
    recorder.returned(connection);
    recorder.returned(new Object());
    assertEquals(
        List.of("database_connection_wait_seconds_count{pool=\"orders\",route=\"\"} 2"),
        lines("database_connection_wait_seconds_count"));
    assertEquals(
        List.of("database_connection_use_seconds_count{pool=\"orders\"} 1"),
        lines("database_connection_use_seconds_count"));
    assertEquals(
        List.of("database_connection_timeouts_total{pool=\"orders\"} 1.0"),
        lines("database_connection_timeouts_total"));
  }

  @Test
  void knowsForWhichPoolAConnectionIsOpened() {
    Object pool = new Object();
    recorder.add(new SamplePool(pool, "orders", 1), "kind");
    PoolWait wait = recorder.begin(pool);
    open();
    recorder.end(wait, new Object(), null, false);
    assertTrue(recorder.creates(pool));
    open();
    recorder.hasCreated();
    open();
    assertEquals(
        List.of(
            "database_connection_create_seconds_count{pool=\"\"} 1",
            "database_connection_create_seconds_count{pool=\"orders\"} 2"),
        lines("database_connection_create_seconds_count"));
  }

  private void open() {
    assertTrue(recorder.opens());
    assertTrue(!recorder.opens(), "a driver in a driver");
    recorder.opened(1000);
  }

  @ParameterizedTest
  @EnumSource(ConnectionPool.Gauge.class)
  void everyGaugeIsShown(ConnectionPool.Gauge gauge) {
    Object pool = new Object();
    recorder.add(
        new ConnectionPool(pool, "orders") {
          @Override
          protected long ask(Object of, Gauge asked) {
            return asked == gauge ? 7 : -1;
          }
        },
        "kind");
    int shown =
        lines("database_connection_pool").size()
            + lines("database_connection_pool_max").size()
            + lines("database_connection_pool_min").size();
    assertEquals(1, shown);
  }
}
