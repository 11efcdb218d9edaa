package io.sidelight.core.record.sql;

import org.jspecify.annotations.Nullable;

/**
 * As much of SQL's grammar as tells operations and targets from everything else, fed token by
 * token. Never looks back or ahead, so that any text takes one step per token. Not thread-safe.
 */
final class SqlGrammar {
  private final String sql;
  private final SqlSummary summary;
  private final SqlFrames frames;
  private final SqlClauses clauses;

  /** The target that is being read, part by dotted part; -1 for none. */
  private int targetStart = -1;

  private int targetEnd;

  /**
   * The token before was a target that a list of columns may follow, respectively its opening
   * parenthesis.
   */
  private boolean columnsFollow;

  private boolean firstColumn;

  SqlGrammar(String sql, SqlSummary summary) {
    this.sql = sql;
    this.summary = summary;
    this.frames = new SqlFrames(sql);
    this.clauses = new SqlClauses(frames, summary);
  }

  /**
   * Whether a double-quoted text that stands here proves that double quotes are not those of
   * literals.
   */
  boolean onlyNameCanFollow() {
    return firstColumn || (targetCanFollow() && !clauses.targetsAreUsers());
  }

  boolean targetCanFollow() {
    return !clauses.skipping()
        && !clauses.needsType()
        && frames.is(SqlFrames.EXPECT | SqlFrames.CTE_NAME);
  }

  /** An unquoted word; {@code meaning} is null when it has none or is a part of a dotted name. */
  void word(int start, int end, @Nullable SqlWord meaning, @Nullable SqlWord before) {
    if (continuesTarget(start, end)) {
      return;
    }
    settle();
    if (clauses.skipping()) {
      return;
    }
    boolean atStart = frames.is(SqlFrames.AT_START);
    frames.clear(SqlFrames.AT_START);
    if (clauses.needsType()) {
      clauses.type(start, end, meaning);
    } else if (frames.is(SqlFrames.CTES)) {
      clauses.cte(start, end, meaning);
    } else if (meaning != null && clauses.startsOperation(meaning, atStart)) {
      clauses.start(start, end, meaning);
    } else if (frames.is(SqlFrames.EXPECT)) {
      if (!clauses.isNoise(meaning)) {
        startTarget(start, end);
      }
    } else if (meaning != null && frames.role() != SqlWord.NO_ROLE) {
      clauses.clause(meaning, before);
    }
  }

  /** A quoted name, or one that is known to be a name by its place. */
  void name(int start, int end) {
    if (continuesTarget(start, end)) {
      return;
    }
    settle();
    if (clauses.skipping() || clauses.needsType()) {
      return;
    }
    frames.clear(SqlFrames.AT_START);
    if (frames.is(SqlFrames.CTE_NAME)) {
      frames.nameCte(start, end);
    } else if (frames.is(SqlFrames.EXPECT)) {
      startTarget(start, end);
    }
  }

  void dot(int at) {
    if (targetStart >= 0 && targetEnd == at) {
      targetEnd = at + 1;
    } else {
      settle();
    }
  }

  /**
   * A literal or a parameter: where a target was expected, there is none, except in {@code {? =
   * call f}}.
   */
  void value() {
    settle();
    if (frames.role() != SqlWord.CALL) {
      frames.clear(SqlFrames.EXPECT);
    }
  }

  void comma() {
    boolean another =
        targetStart >= 0 && (frames.role() == SqlWord.DDL || frames.role() == SqlWord.TARGETED);
    settle();
    if (another) {
      clauses.skip(false);
      frames.set(SqlFrames.EXPECT_AFTER_TYPE);
    } else if (!clauses.skipping()) {
      frames.clear(SqlFrames.EXPECT);
      if (frames.is(SqlFrames.LIST)) {
        frames.set(SqlFrames.EXPECT_AFTER_FROM);
      } else if (frames.is(SqlFrames.CTES)) {
        frames.set(SqlFrames.CTE_NAME);
      }
    }
  }

  void open(@Nullable SqlWord before) {
    settle();
    firstColumn = columnsFollow;
    if (!clauses.skippingStatement()) {
      frames.open(before == SqlWord.TOP);
    }
  }

  void close() {
    settle();
    if (!clauses.skippingStatement()) {
      frames.close();
    }
  }

  void semicolon() {
    settle();
    clauses.endStatement();
  }

  /** Any other character. */
  void symbol(char c) {
    settle();
    // SQL Server's EXEC @result = procedure
    if (c != '=' || frames.role() != SqlWord.CALL) {
      frames.clear(SqlFrames.EXPECT);
    }
  }

  /**
   * Ends the target that is being read, if there is one. Called by every token that is not a part
   * of it, and at the end.
   */
  void settle() {
    columnsFollow = false;
    firstColumn = false;
    if (targetStart < 0) {
      return;
    }
    int start = targetStart;
    int end = targetEnd;
    targetStart = -1;
    while (sql.charAt(end - 1) == '.') {
      end--;
    }
    if (!frames.isCte(start, end)) {
      summary.target(start, end, frames.is(SqlFrames.IN_CTE));
    }
    int role = frames.role();
    if (role == SqlWord.DDL || role == SqlWord.TARGETED || role == SqlWord.CALL) {
      clauses.skip(true);
    }
    columnsFollow = clauses.columnsFollowTarget();
  }

  private void startTarget(int start, int end) {
    frames.clear(SqlFrames.EXPECT);
    targetStart = start;
    targetEnd = end;
  }

  /** Whether this name stands directly behind the dot of the target that is being read. */
  private boolean continuesTarget(int start, int end) {
    if (targetStart < 0 || targetEnd != start || sql.charAt(start - 1) != '.') {
      return false;
    }
    targetEnd = end;
    return true;
  }
}
