package io.sidelight.core.record.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Masked texts: the rules of the database span conventions and of the dialects, one text per rule.
 */
class SqlMaskingTest {
  /** Text and masked text. */
  private static final String[][] MASKED = {
    // Numbers
    {
      "SELECT 7, -7, +7, 7.5, -.5, 7e9, -7.5E-9, 0xCAFE, 1_000, 7L",
      "SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
    },
    {"SELECT 7+8, a-8, a - 8, (7)", "SELECT ??, a-?, a - ?, (?)"},
    {"SELECT a1, b2c FROM d3 WHERE e4=5 AND f>-6", "SELECT a1, b2c FROM d3 WHERE e4=? AND f>?"},
    {
      "CREATE TABLE a (b NUMERIC(10,2), c VARCHAR(5))",
      "CREATE TABLE a (b NUMERIC(?,?), c VARCHAR(?))"
    },
    // Strings
    {"SELECT 'a', 'it''s', '', 'a\nb'", "SELECT ?, ?, ?, ?"},
    {
      "SELECT E'it\\'s', N'a', n'a', X'FF', B'01', U&'d\\0061', _utf8'a', b''",
      "SELECT ?, ?, ?, ?, ?, ?, _utf8?, ?"
    },
    {"SELECT Q'[it's]', nq'!it's!', q'{a}' FROM dual", "SELECT ?, ?, ? FROM dual"},
    {"SELECT $$it's$$, $a$it's $$ $b$ $a$, $1", "SELECT ?, ?, $1"},
    {
      "SELECT DATE '2026-01-01', {ts '2026-01-01'}, INTERVAL '1 day'",
      "SELECT DATE ?, {ts ?}, INTERVAL ?"
    },
    {"SELECT 'a\\\\', b", "SELECT ?, b"},
    {
      "SELECT a FROM b WHERE c LIKE ? ESCAPE '\\' AND d = 'e'",
      "SELECT a FROM b WHERE c LIKE ? ESCAPE ? AND d = ?"
    },
    {"SELECT a FROM b WHERE c = \"d\"", "SELECT a FROM b WHERE c = ?"},
    {"SELECT a, true, FALSE, null FROM b", "SELECT a, true, FALSE, null FROM b"},
    {
      "SELECT '5'::int, a::text, b #>> '{c,d}', e->>'f', g @> '{}'",
      "SELECT ?::int, a::text, b #>> ?, e->>?, g @> ?"
    },
    {
      "SELECT ARRAY['a', 5], b[1], c[1:2], d['e'], [1, 'f']",
      "SELECT ARRAY[?, ?], b[?], c[?:?], d[?], [?, ?]"
    },
    {"CREATE USER a IDENTIFIED BY secret REPLACE older", "CREATE USER a IDENTIFIED BY ? REPLACE ?"},
    {"CREATE USER \"a\"@\"b\" IDENTIFIED BY \"secret\"", "CREATE USER \"a\"@? IDENTIFIED BY ?"},
    // Parameters
    {
      "SELECT ?, ?1, $1, :a, :1, @p1, @@b FROM c WHERE d ?| e",
      "SELECT ?, ?1, $1, :a, :1, @p1, @@b FROM c WHERE d ?| e"
    },
    {"SELECT $123456, :123456", "SELECT $?, :?"},
    // Lists
    {"a IN (1, 'b', -3) AND c NOT IN (?,?) AND d IN (1)", "a IN (?) AND c NOT IN (?) AND d IN (?)"},
    {
      "a IN (1, b, 3) AND c IN (SELECT 1, 2) AND d IN ((1, 2), (3, 4))",
      "a IN (?, b, ?) AND c IN (SELECT ?, ?) AND d IN ((?, ?), (?, ?))"
    },
    {"a IN (1, 'b', .3,", "a IN (?, ?, ?,"},
    {"VALUES (1, 2), (3, 4)", "VALUES (?, ?), (?, ?)"},
    // Comments
    {"SELECT a -- it's\nFROM /* it's\n */ b", "SELECT a \nFROM  b"},
    {"SELECT a # it's\nFROM b", "SELECT a \nFROM b"},
    {"SELECT/* a /* b */ c */d", "SELECT d"},
    // What does not end, and what may or may not have ended
    {"SELECT 'a FROM b", "SELECT ?"},
    {"SELECT \"a FROM b", "SELECT ?"},
    {"SELECT `a FROM b", "SELECT ?"},
    {"SELECT $a$ b FROM c", "SELECT ?"},
    {"SELECT q'[a FROM b]", "SELECT ?"},
    {"SELECT a /* b", "SELECT a "},
    {"SELECT a /* b /* c */ d", "SELECT a "},
    {"SELECT 'it\\'s' FROM b", "SELECT ?"},
  };

  static Stream<Arguments> masked() {
    return Arrays.stream(MASKED).map(row -> Arguments.of((Object[]) row));
  }

  @ParameterizedTest
  @MethodSource("masked")
  void masks(String sql, String text) {
    assertEquals(text, SqlStatement.parse(sql, 2048).text());
  }

  @Test
  void cutsTheTextBetweenCodePoints() {
    String sql = "SELECT \uD83D\uDE00\uD83D\uDE00";
    assertEquals("SELECT ", SqlStatement.parse(sql, 8).text());
    assertEquals("SELECT \uD83D\uDE00", SqlStatement.parse(sql, 9).text());
    assertEquals("SELECT \uD83D\uDE00", SqlStatement.parse(sql, 10).text());
    assertEquals(sql, SqlStatement.parse(sql, 11).text());
  }

  @Test
  void collapsesListsThatAreLongerThanTheLimit() {
    String sql = "SELECT a FROM b WHERE c IN (" + "12345, ".repeat(1000) + "1) AND d = 1";
    assertEquals("SELECT a FROM b WHERE c IN (?) AND d = ?", SqlStatement.parse(sql, 60).text());
  }

  @Test
  void keepsOneCopyOfATextWithoutLiterals() {
    String sql = "SELECT a FROM b WHERE c = ?";
    assertSame(sql, SqlStatement.parse(sql, 2048).text());
  }
}
