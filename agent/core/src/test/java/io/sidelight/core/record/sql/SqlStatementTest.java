package io.sidelight.core.record.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operations, targets and summaries: the rules of the database span conventions and of the
 * dialects, one text per rule.
 */
class SqlStatementTest {
  /** Text, operation, table, summary. The masked text equals the text. */
  private static final String[][] NAMED = {
    // Queries
    {"SELECT id FROM orders", "SELECT", "orders", "SELECT orders"},
    {"seLECT id\nfROM Orders", "SELECT", "Orders", "seLECT Orders"},
    {
      "SELECT DISTINCT o.a FROM shop.Orders o JOIN shop.Items i ON o.a = i.a",
      "SELECT",
      "shop.Orders",
      "SELECT shop.Orders shop.Items"
    },
    {"SELECT * FROM a, b x, c AS y WHERE x.p IN (y.q, y.r)", "SELECT", "a", "SELECT a b c"},
    {
      "SELECT * FROM a CROSS JOIN b LEFT OUTER JOIN c USING (id), d",
      "SELECT",
      "a",
      "SELECT a b c d"
    },
    {"SELECT * FROM table WHERE x = y", "SELECT", "table", "SELECT table"},
    {"SELECT * FROM selection", "SELECT", "selection", "SELECT selection"},
    {"SELECT a FROM (SELECT b FROM c JOIN d ON e = f) g", "SELECT", "c", "SELECT SELECT c d"},
    {"SELECT a FROM ((b JOIN c ON d = e) JOIN f ON g = h), i", "SELECT", "b", "SELECT b c f i"},
    {"SELECT a FROM b UNION ALL SELECT a FROM c ORDER BY a, d", "SELECT", "b", "SELECT b c"},
    {
      "SELECT a FROM b WHERE EXISTS (SELECT c FROM d) ORDER BY e, f",
      "SELECT",
      "b",
      "SELECT b SELECT d"
    },
    {"SELECT a FROM b WHERE c IS NOT DISTINCT FROM d", "SELECT", "b", "SELECT b"},
    {"SELECT EXTRACT(YEAR FROM a), TRIM(BOTH FROM b) FROM c", "SELECT", "c", "SELECT c"},
    {"SELECT REPLACE(a, b, c) FROM d FOR UPDATE OF e, f", "SELECT", "d", "SELECT d"},
    {"SELECT a INTO b FROM c", "SELECT", "b", "SELECT b c"},
    {"SELECT a INTO OUTFILE x FROM c", "SELECT", "c", "SELECT c"},
    {"SELECT * FROM a CROSS APPLY b(c) d", "SELECT", "a", "SELECT a b"},
    {"SELECT * FROM ONLY a, LATERAL (SELECT b FROM c) d", "SELECT", "a", "SELECT a SELECT c"},
    {"(SELECT a FROM b)", "SELECT", "b", "SELECT b"},
    {"SELECT a FROM db..b, x.y.z", "SELECT", "db..b", "SELECT db..b x.y.z"},
    {"SELECT a FROM b@link, sys.v$session", "SELECT", "b@link", "SELECT b@link sys.v$session"},
    {"SELECT a FROM #temp t", "SELECT", "#temp", "SELECT #temp"},
    {"SELECT a FROM @variable", "SELECT", "", "SELECT"},
    {"VALUES (a, b)", "VALUES", "", "VALUES"},
    {"TABLE a", "TABLE", "a", "TABLE a"},
    // Common table expressions
    {
      "WITH a AS (SELECT b FROM c) SELECT d FROM a JOIN e ON f = g",
      "SELECT",
      "e",
      "SELECT c SELECT e"
    },
    {
      "WITH a(x) AS (SELECT b FROM c), d AS (SELECT e FROM a) INSERT INTO f SELECT g FROM d",
      "INSERT",
      "f",
      "SELECT c SELECT INSERT f SELECT"
    },
    {
      "WITH RECURSIVE a AS (SELECT b FROM c UNION SELECT d FROM a) SELECT e FROM A",
      "SELECT",
      "c",
      "SELECT c SELECT"
    },
    {
      "WITH a AS (DELETE FROM b RETURNING c) UPDATE d SET e = f", "UPDATE", "d", "DELETE b UPDATE d"
    },
    // Changes
    {"INSERT INTO a (b, c) VALUES (?, ?)", "INSERT", "a", "INSERT a"},
    {"INSERT INTO a\n(b)\nSELECT c FROM d", "INSERT", "a", "INSERT a SELECT d"},
    {"INSERT LOW_PRIORITY IGNORE a VALUES (?)", "INSERT", "a", "INSERT a"},
    {"INSERT OR REPLACE INTO a VALUES (?)", "INSERT", "a", "INSERT a"},
    {"INSERT INTO a (b) VALUES (?) ON CONFLICT (b) DO UPDATE SET c = d", "INSERT", "a", "INSERT a"},
    {
      "INSERT INTO a (b) VALUES (?) ON DUPLICATE KEY UPDATE b = VALUES(b)",
      "INSERT",
      "a",
      "INSERT a"
    },
    {
      "INSERT ALL INTO a VALUES (b) INTO c VALUES (d) SELECT e FROM f",
      "INSERT",
      "a",
      "INSERT a c SELECT f"
    },
    {"REPLACE INTO a VALUES (?)", "REPLACE", "a", "REPLACE a"},
    {"UPDATE a SET b = ?, c = d WHERE e IN (SELECT f FROM g)", "UPDATE", "a", "UPDATE a SELECT g"},
    {"UPDATE ONLY a SET b = c FROM d, e WHERE f = g", "UPDATE", "a", "UPDATE a d e"},
    {"UPDATE a, b SET a.c = b.d, a.e = b.f", "UPDATE", "a", "UPDATE a b"},
    {"DELETE FROM a WHERE b = ?", "DELETE", "a", "DELETE a"},
    {"DELETE a WHERE b = ?", "DELETE", "a", "DELETE a"},
    {"DELETE x FROM a x JOIN b ON c = d", "DELETE", "a", "DELETE a b"},
    {"DELETE FROM a USING b WHERE c = d", "DELETE", "a", "DELETE a b"},
    {
      "MERGE INTO a USING (SELECT b FROM c) d ON e = f WHEN MATCHED THEN UPDATE SET g = h WHEN NOT MATCHED THEN INSERT (i) VALUES (j)",
      "MERGE",
      "a",
      "MERGE a SELECT c"
    },
    // Procedures
    {"CALL a.b(?)", "CALL", "a.b", "CALL a.b"},
    {"{call a(?)}", "CALL", "a", "call a"},
    {"{? = call a(?, ?)}", "CALL", "a", "call a"},
    {"EXEC @r = dbo.a @b = c, @d = e", "EXEC", "dbo.a", "EXEC dbo.a"},
    {"EXECUTE IMMEDIATE a", "EXECUTE", "", "EXECUTE"},
    // Definitions
    {"CREATE TABLE IF NOT EXISTS a (b INT)", "CREATE", "a", "CREATE TABLE a"},
    {"CREATE OR REPLACE VIEW a AS SELECT b FROM c", "CREATE", "a", "CREATE VIEW a"},
    {"CREATE UNIQUE CLUSTERED INDEX a ON b (c)", "CREATE", "a", "CREATE INDEX a"},
    {"CREATE INDEX CONCURRENTLY ON b (c)", "CREATE", "b", "CREATE INDEX b"},
    {
      "CREATE TRIGGER a ON b AFTER UPDATE AS BEGIN UPDATE c SET d = e; END; SELECT f FROM g",
      "CREATE",
      "a",
      "CREATE TRIGGER a"
    },
    {"ALTER PROCEDURE a @b INT, @c INT AS UPDATE d SET e = @b", "ALTER", "a", "ALTER PROCEDURE a"},
    {"ALTER TABLE a ADD COLUMN b INT, DROP COLUMN c", "ALTER", "a", "ALTER TABLE a"},
    {"ALTER SESSION SET a = b", "ALTER", "", "ALTER SESSION"},
    {"DROP TABLE IF EXISTS a, b.c CASCADE", "DROP", "a", "DROP TABLE a b.c"},
    {"DROP PROCEDURE a; SELECT b FROM c", "DROP", "a", "DROP PROCEDURE a SELECT c"},
    {"CREATE SEQUENCE a", "CREATE", "a", "CREATE SEQUENCE a"},
    {"TRUNCATE TABLE a", "TRUNCATE", "a", "TRUNCATE a"},
    {"COMMENT ON COLUMN a.b IS NULL", "COMMENT", "a.b", "COMMENT COLUMN a.b"},
    {"REFRESH MATERIALIZED VIEW CONCURRENTLY a", "REFRESH", "a", "REFRESH VIEW a"},
    // Everything else
    {"EXPLAIN (ANALYZE, BUFFERS) SELECT a FROM b", "EXPLAIN", "b", "EXPLAIN SELECT b"},
    {"EXPLAIN ANALYZE UPDATE a SET b = c", "EXPLAIN", "a", "EXPLAIN UPDATE a"},
    {"COPY a (b) FROM STDIN", "COPY", "a", "COPY a"},
    {"COPY (SELECT a FROM b) TO STDOUT", "COPY", "b", "COPY SELECT b"},
    {"SET search_path TO a", "SET", "", "SET"},
    {"SHOW TABLES FROM a", "SHOW", "", "SHOW"},
    {"BEGIN; INSERT INTO a VALUES (?); COMMIT", "BEGIN", "a", "BEGIN INSERT a COMMIT"},
    {"START TRANSACTION", "START", "", "START"},
    {"ROLLBACK TO SAVEPOINT a", "ROLLBACK", "", "ROLLBACK"},
    {"SAVEPOINT a", "SAVEPOINT", "", "SAVEPOINT"},
    {"GRANT SELECT ON a TO b", "GRANT", "", "GRANT"},
    {"LOCK TABLE a IN SHARE MODE", "LOCK", "a", "LOCK a"},
    {"frobnicate a from b", "OTHER", "", ""},
    // Quoted names
    {
      "SELECT \"a b\" FROM \"song list\" WHERE \"c\" = d",
      "SELECT",
      "song_list",
      "SELECT \"song list\""
    },
    {"SELECT `a`.`b` FROM `c``d`.`e`", "SELECT", "cd.e", "SELECT `c``d`.`e`"},
    {
      "SELECT [a] FROM [my schema].[t-u] WHERE [b] = c",
      "SELECT",
      "my_schema.t-u",
      "SELECT [my schema].[t-u]"
    },
    {"INSERT INTO a (\"b\", \"c\") VALUES (?, ?)", "INSERT", "a", "INSERT a"},
    {"SELECT o.\"a\", \"b\" FROM o", "SELECT", "o", "SELECT o"},
    {"CREATE TABLE a (\"b\" INT, \"c\" INT)", "CREATE", "a", "CREATE TABLE a"},
  };

  static Stream<Arguments> named() {
    return Arrays.stream(NAMED).map(row -> Arguments.of((Object[]) row));
  }

  @ParameterizedTest
  @MethodSource("named")
  void names(String sql, String operation, String table, String summary) {
    SqlStatement statement = SqlStatement.parse(sql, 2048);
    assertEquals(operation, statement.operation());
    assertEquals(table, statement.table());
    assertEquals(summary, statement.summary());
    assertEquals(sql, statement.text());
  }

  @Test
  void saysNothingOfNothing() {
    for (String sql : new String[] {null, "", " \n", ";", "-- a", "'a'", "?", "(", ")"}) {
      SqlStatement statement = SqlStatement.parse(sql, 2048);
      assertEquals("OTHER", statement.operation());
      assertEquals("", statement.table());
      assertEquals("", statement.summary());
    }
  }

  @Test
  void leavesOutOfTheSummaryWhatDoesNotFitAndAllThatFollows() {
    String wide = "t".repeat(250);
    SqlStatement statement = SqlStatement.parse("SELECT a FROM " + wide + ", b", 2048);
    assertEquals("SELECT", statement.summary());
    assertEquals(128, statement.table().length());
    assertEquals(
        255, SqlStatement.parse("SELECT a FROM " + "t".repeat(248), 2048).summary().length());
  }

  @Test
  void readsABoundedPrefixOnly() {
    String sql =
        "SELECT a FROM b WHERE c = 1" + " ".repeat(SqlStatement.MAX_SCANNED) + "OR d = 'e'";
    SqlStatement statement = SqlStatement.parse(sql, 1 << 20);
    assertEquals("SELECT b", statement.summary());
    assertTrue(statement.text().length() <= SqlStatement.MAX_SCANNED);
  }
}
