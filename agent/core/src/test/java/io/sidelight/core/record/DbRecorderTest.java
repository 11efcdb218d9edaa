package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.meter.Naming;
import io.sidelight.core.record.sql.SqlCache;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DbRecorderTest {
  private static final DbServer SHOP = new DbServer("postgresql", "shop", "localhost", 5432);

  private final Meters meters = new Meters(new MeterSettings(100, Naming.OTEL, "", Map.of()));
  private final DbRecorder recorder =
      new DbRecorder(
          meters,
          Tracer.disabled(),
          new SqlCache(1 << 20),
          TimeUnit.MILLISECONDS.toNanos(500),
          Long.MAX_VALUE);

  private List<String> counts() {
    return Scrape.lines(meters, "db_client_operation_duration_seconds_count");
  }

  private static String count(String labels, int value) {
    return "db_client_operation_duration_seconds_count{" + labels + "} " + value;
  }

  @Test
  void ofWrappersOnlyTheOutermostCallCounts() {
    DbCall outer = recorder.begin(new Object(), "SELECT 1");
    assertNotNull(outer);
    assertNull(recorder.begin(new Object(), "SELECT 1"));
    recorder.end(outer, 0);
    DbCall next = recorder.begin(new Object(), "SELECT 1");
    assertNotNull(next);
    recorder.fail(next, 0, new DbFailure("42P01", DbFailure.Reason.ERROR), new Exception());
    assertEquals(
        List.of(
            count(
                "db_operation_name=\"SELECT\",db_system_name=\"other_sql\",error_type=\"42P01\"",
                1),
            count("db_operation_name=\"SELECT\",db_system_name=\"other_sql\"", 1)),
        counts().stream().sorted().toList());
  }

  @Test
  void aWrapperLearnsFromWhatItWraps() {
    Object inner = new Object();
    Object driversStatement = new Object();
    Object poolsStatement = new Object();
    recorder.statements().connected(inner, SHOP);
    DbStatements statements = recorder.statements();
    DbMaking ofPool = statements.making(new Object(), "SELECT a FROM t");
    DbMaking ofDriver = statements.making(inner, "SELECT a FROM t");
    assertTrue(statements.made(ofDriver, driversStatement));
    statements.endMaking(ofDriver);
    assertTrue(statements.made(ofPool, poolsStatement));
    statements.endMaking(ofPool);
    recorder.end(recorder.begin(poolsStatement, null), 0);
    assertEquals(
        List.of(
            count(
                "db_collection_name=\"t\",db_namespace=\"shop\",db_operation_name=\"SELECT\","
                    + "db_system_name=\"postgresql\"",
                1)),
        counts());
  }

  @Test
  void aConnectionThatNobodyNamedIsToldOf() {
    DbMaking making = recorder.statements().making(new Object(), "SELECT a FROM t");
    assertFalse(recorder.statements().made(making, new Object()));
  }

  @Test
  void aBatchIsWhatWasAddedFirst() {
    Object statement = new Object();
    recorder.statements().batched(statement, "INSERT INTO a VALUES (1)");
    recorder.statements().batched(statement, "DELETE FROM b");
    recorder.end(recorder.begin(statement, null), 2);
    recorder.statements().batched(statement, "UPDATE c SET d = 1");
    recorder.end(recorder.begin(statement, null), 1);
    assertEquals(
        List.of(
            count(
                "db_collection_name=\"a\",db_operation_name=\"INSERT\","
                    + "db_system_name=\"other_sql\"",
                1),
            count(
                "db_collection_name=\"c\",db_operation_name=\"UPDATE\","
                    + "db_system_name=\"other_sql\"",
                1)),
        counts().stream().sorted().toList());
  }
}
