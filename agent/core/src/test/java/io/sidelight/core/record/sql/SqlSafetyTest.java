package io.sidelight.core.record.sql;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What must hold for every text, checked with many generated ones; seeds are fixed, so a failure
 * repeats.
 */
class SqlSafetyTest {
  private static final int MAX_TEXT = 512;

  private static final String[] LITERALS = {
    "'SECRET123'",
    "'a''SECRET123'",
    "'SECRET123''b'",
    "N'SECRET123'",
    "E'\\'SECRET123'",
    "E'a\\\\SECRET123'",
    "'a\\'SECRET123'",
    "'SECRET123\\\\'",
    "'\\'SECRET123'",
    "q'[it's SECRET123]'",
    "nq'{SECRET123}'",
    "$$it's SECRET123$$",
    "$x$ $$ SECRET123 $x$",
    "_utf8'SECRET123'",
    "DATE 'SECRET123'",
    "X'SECRET123'",
    "U&'SECRET123'",
    "'SECRET123'::text",
    "'-- SECRET123'",
    "'/* SECRET123'",
    "'*/ SECRET123'",
    "'# SECRET123'",
    "'\nSECRET123\n'",
    "'a' 'SECRET123'",
    "987654321",
    "-987654321",
    "+987654321.5",
    ".987654321",
    "987654321e-5",
    "1e-987654321",
    "0x987654321",
    "987654321::int",
    "(987654321)",
    "ARRAY['SECRET123', 987654321]",
    "[1, 987654321]",
    "a[987654321]",
    "b[1:987654321]",
    "{ts 'SECRET123'}",
    "{d'SECRET123'}",
    "a->>'SECRET123'",
    "a #>> '{SECRET123}'",
    "a-987654321",
    "a - 987654321",
    "TRIM(BOTH FROM 'SECRET123')",
    "EXTRACT(YEAR FROM 'SECRET123')",
    "CONCAT(\"SECRET123\", \"x\")",
    "\"SECRET123\"",
    "f(\"a\\\"SECRET123\")",
    "(SELECT 'SECRET123')",
    "(SELECT a FROM b WHERE c = 987654321)",
    "CASE WHEN a THEN 'SECRET123' END",
    "/* it's */ 'SECRET123'",
    "'a'--'\n'SECRET123'",
    "1--987654321",
    "b'SECRET123'",
    "987654321/*x*/",
  };

  private static final String[] TEMPLATES = {
    "SELECT a, % FROM t WHERE b = %",
    "SELECT * FROM t x, u y WHERE x.a=% AND y.b IN (%, %) ORDER BY c LIMIT 10",
    "INSERT INTO s.t (a, b) VALUES (%, %), (%,%)",
    "INSERT INTO t VALUES (%) ON DUPLICATE KEY UPDATE a = %",
    "UPDATE t SET a = %, b=% WHERE c<>%",
    "DELETE FROM t WHERE a IN (SELECT b FROM u WHERE c=%) AND d=%",
    "WITH c AS (SELECT %) SELECT * FROM c WHERE a = %",
    "MERGE INTO t USING u ON t.a=% WHEN MATCHED THEN UPDATE SET b=%",
    "CALL p(%, %)",
    "{call p(%)}",
    "EXEC p @a = %, @b = %",
    "CREATE TABLE t (a INT DEFAULT %)",
    "ALTER TABLE t ADD a INT DEFAULT %",
    "SET a = %",
    "SELECT a FROM t WHERE b BETWEEN % AND %; SELECT %",
    "SELECT a FROM t WHERE b LIKE % ESCAPE '\\' AND c = %",
    "SELECT `a` FROM `t` WHERE `b`=%",
    "SELECT [a] FROM [t] WHERE [b]=%",
    "VALUES (%, %)",
    "SELECT a FROM t -- it's\nWHERE b=%",
    "SELECT /* it's */ % FROM t",
    "SELECT a IS DISTINCT FROM % FROM t",
    "SELECT %",
    "EXPLAIN SELECT a FROM t WHERE b=%",
    "COPY t FROM %",
    "SELECT a FROM f(%) x, g(%) y",
    "SELECT a FROM t WHERE b IN(%,%,%",
  };

  private static final String[] PIECES = {
    "SELECT",
    "FROM",
    "WHERE",
    "INSERT INTO",
    "UPDATE",
    "WITH",
    "AS",
    "(",
    ")",
    ",",
    ";",
    ".",
    "'",
    "\"",
    "`",
    "[",
    "]",
    "$$",
    "$a$",
    "--",
    "/*",
    "*/",
    "#",
    "\n",
    " ",
    "\\",
    "\\'",
    "E'",
    "q'[",
    "U&\"",
    "?",
    ":",
    "::",
    "@",
    "1",
    "-1",
    "1e",
    "0x",
    "a",
    "b.c",
    "t",
    "IN",
    "JOIN",
    "DELETE",
    "CREATE",
    "TABLE",
    "PROCEDURE",
    "UNION",
    "BEGIN",
    "END",
    "EXEC",
    "{",
    "}",
    "=",
    "IDENTIFIED",
    "BY",
    "\uD83D",
    "\uDE00",
    "\u0000",
    "\u00E4",
    "*",
    "#a.",
    "FROM #a",
    "..",
    "DISTINCT",
    "ESCAPE '\\'",
    "COPY",
    "USING",
    "SET",
    "=",
  };

  @Test
  void neverShowsALiteral() {
    Random random = new Random(42);
    for (int i = 0; i < 60_000; i++) {
      StringBuilder sql = new StringBuilder();
      String template = TEMPLATES[random.nextInt(TEMPLATES.length)];
      for (int c = 0; c < template.length(); c++) {
        if (template.charAt(c) == '%') {
          sql.append(LITERALS[random.nextInt(LITERALS.length)]);
        } else {
          sql.append(template.charAt(c));
        }
      }
      check(sql.toString());
      // The application's text may be cut, as well as what is read of it.
      check(sql.substring(0, random.nextInt(sql.length())));
    }
  }

  @Test
  void neverShowsALiteralAtTheEndOfWhatIsRead() {
    for (String literal : LITERALS) {
      for (int back = 0; back < literal.length() + 4; back++) {
        String head = "SELECT a FROM t WHERE b = ";
        String gap = " ".repeat(SqlStatement.MAX_SCANNED - head.length() - back);
        check(head + gap + literal + " AND c = 'SECRET123'");
      }
    }
  }

  @Test
  void answersAnything() {
    Random random = new Random(7);
    for (int i = 0; i < 60_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int pieces = random.nextInt(24); pieces >= 0; pieces--) {
        sql.append(PIECES[random.nextInt(PIECES.length)]);
        if (random.nextInt(3) == 0) {
          sql.append(' ');
        }
      }
      checkBounds(sql.toString(), SqlStatement.parse(sql.toString(), MAX_TEXT));
    }
  }

  @Test
  void takesTimeInProportionToTheText() {
    for (String piece : PIECES) {
      assertLinear(piece);
      assertLinear(piece + " ");
    }
    assertLinear("FROM #a ");
    assertLinear("SELECT * FROM (");
    assertLinear("/*/");
    assertLinear("[a");
    assertLinear("$a$b$");
    assertLinear("SELECT a FROM b, c; ");
  }

  /**
   * Thirty-two times the text may take sixteen times as much again for noise; a quadratic scan
   * takes 1,024 times.
   */
  private static void assertLinear(String piece) {
    int small = 16_384;
    String text = piece.repeat(32 * small / piece.length());
    long shortTime = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      shortTime = Math.min(shortTime, nanos(text, small));
    }
    long longTime = nanos(text, text.length());
    long limit = 32 * 16 * Math.max(shortTime, 20_000);
    for (int i = 0; i < 3 && longTime > limit; i++) {
      longTime = nanos(text, text.length());
    }
    assertTrue(longTime <= limit, piece + ": " + shortTime + " ns, then " + longTime + " ns");
  }

  private static long nanos(String text, int end) {
    long start = System.nanoTime();
    SqlScanner.scan(text, end, MAX_TEXT);
    return System.nanoTime() - start;
  }

  private static void check(String sql) {
    SqlStatement statement = SqlStatement.parse(sql, MAX_TEXT);
    checkBounds(sql, statement);
    String shown = statement.text() + '\n' + statement.summary() + '\n' + statement.table();
    // Half of a literal tells too much already.
    assertFalse(shown.contains("SECRET"), () -> sql + "\nshows\n" + shown);
    assertFalse(shown.contains("987654"), () -> sql + "\nshows\n" + shown);
  }

  private static void checkBounds(String sql, SqlStatement statement) {
    assertTrue(statement.text().length() <= Math.min(MAX_TEXT, 2 * sql.length() + 1), sql);
    assertTrue(statement.summary().length() <= 255, sql);
    assertTrue(statement.table().length() <= 128, sql);
    assertTrue(statement.operation().matches("[A-Z]{2,10}"), sql);
    assertTrue(statement.table().matches("[\\p{L}\\p{Nd}_$#@.-]*"), sql);
  }
}
