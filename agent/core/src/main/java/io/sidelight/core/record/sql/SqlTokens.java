package io.sidelight.core.record.sql;

import org.jspecify.annotations.Nullable;

/**
 * Passes each token to the masked text and to the grammar, and remembers of the latest ones what
 * the scanner has to know to read the next. Not thread-safe.
 */
final class SqlTokens {
  private final String sql;
  private final SqlText out;
  private final SqlSummary summary;
  private final SqlGrammar grammar;

  /**
   * Where the latest token ended if it was one that a binary operator can follow, a literal
   * excepted; else -1.
   */
  private int operandEnd = -1;

  private int valueEnd = -1;
  private int commentEnd = -1;
  private int dotEnd = -1;

  /** The latest token if it was a word with a meaning. */
  private @Nullable SqlWord last;

  private boolean identified;

  SqlTokens(String sql, int end, int maxText) {
    this.sql = sql;
    this.out = new SqlText(end, maxText);
    this.summary = new SqlSummary(sql);
    this.grammar = new SqlGrammar(sql, summary);
  }

  SqlStatement finish() {
    grammar.settle();
    return summary.statement(out.finish(sql));
  }

  void space(char c) {
    out.copySpace(c);
  }

  void comment(int end) {
    commentEnd = end;
  }

  void literal(int end) {
    out.literal();
    grammar.value();
    ended(null);
    valueEnd = end;
  }

  void parameter(int start, int end) {
    if (end == start + 1 && sql.charAt(start) == '?') {
      out.literal(); // in a list of literals it is one of them
    } else {
      out.copy(sql, start, end);
    }
    grammar.value();
    ended(null);
    valueEnd = end;
  }

  void word(int start, int end) {
    SqlWord meaning = dotEnd == start ? null : SqlWord.find(sql, start, end);
    separate(start);
    grammar.word(start, end, meaning, last);
    out.copy(sql, start, end);
    identified |= meaning == SqlWord.IDENTIFIED;
    ended(meaning);
    operandEnd = end;
  }

  /** A quoted name, or one that is known to be a name by its place. */
  void name(int start, int end) {
    separate(start);
    grammar.name(start, end);
    out.copy(sql, start, end);
    ended(null);
    operandEnd = end;
  }

  void dot(int at) {
    boolean inName = operandEnd == at;
    grammar.dot(at);
    out.copy(sql, at, at + 1);
    ended(null);
    dotEnd = inName ? at + 1 : -1;
  }

  void comma() {
    grammar.comma();
    out.comma();
    ended(null);
  }

  void open() {
    grammar.open(last);
    out.open(last == SqlWord.IN);
    ended(null);
  }

  void close(int at) {
    grammar.close();
    out.close();
    ended(null);
    operandEnd = at + 1;
  }

  void semicolon(int at) {
    grammar.semicolon();
    out.copy(sql, at, at + 1);
    identified = false;
    ended(null);
  }

  void symbol(int start, int end) {
    grammar.symbol(sql.charAt(start));
    out.copy(sql, start, end);
    ended(null);
    if (sql.charAt(start) == ']') {
      operandEnd = end;
    }
  }

  /** Whether the token that ends at {@code at} makes a sign there an operator. */
  boolean operandEndsAt(int at) {
    return operandEnd == at;
  }

  boolean valueEndsAt(int at) {
    return valueEnd == at;
  }

  /** Whether the dot of a dotted name ends at {@code at}. */
  boolean dotEndsAt(int at) {
    return dotEnd == at;
  }

  boolean lastIs(SqlWord word) {
    return last == word;
  }

  /** Oracle's passwords are written like names: IDENTIFIED BY secret REPLACE secret. */
  boolean passwordFollows() {
    return identified && (last == SqlWord.REPLACE || last == SqlWord.BY);
  }

  boolean onlyNameCanFollow() {
    return grammar.onlyNameCanFollow();
  }

  boolean targetCanFollow() {
    return grammar.targetCanFollow();
  }

  private void separate(int start) {
    if (commentEnd == start) {
      out.separate();
    }
  }

  private void ended(@Nullable SqlWord meaning) {
    operandEnd = -1;
    valueEnd = -1;
    dotEnd = -1;
    last = meaning;
  }
}
