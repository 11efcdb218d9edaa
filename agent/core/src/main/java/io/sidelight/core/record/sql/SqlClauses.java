package io.sidelight.core.record.sql;

import org.jspecify.annotations.Nullable;

/** What words do to the frame they stand in, apart from being targets. Not thread-safe. */
final class SqlClauses {
  private final SqlFrames frames;
  private final SqlSummary summary;

  /** Nothing more counts until the statement ends. */
  private boolean skipping;

  /** The statement defines something that holds statements: nothing more counts at all. */
  private boolean skippingAll;

  private boolean needsType;
  private boolean drops;
  private boolean userType;
  private boolean tableType;
  private int deleteMark;
  private boolean tableBeforeDelete;

  SqlClauses(SqlFrames frames, SqlSummary summary) {
    this.frames = frames;
    this.summary = summary;
  }

  /**
   * Whether nothing counts here, be it for the rest of the statement or for the parentheses it
   * stands in.
   */
  boolean skipping() {
    return skipping || frames.tooDeep();
  }

  boolean skippingStatement() {
    return skipping;
  }

  void skip(boolean skip) {
    skipping = skip;
  }

  boolean needsType() {
    return needsType;
  }

  /** Whether targets are users, whose names may be string literals. */
  boolean targetsAreUsers() {
    return userType;
  }

  /** Whether parentheses behind a target hold the names of columns. */
  boolean columnsFollowTarget() {
    return frames.role() == SqlWord.INSERT || (frames.role() == SqlWord.DDL && tableType);
  }

  void endStatement() {
    if (!skippingAll) {
      skipping = false;
      needsType = false;
      userType = false;
      tableType = false;
      frames.reset();
    }
  }

  boolean startsOperation(SqlWord word, boolean atStart) {
    int role = word.role();
    if (role == SqlWord.SELECT) {
      return true;
    }
    if (atStart) {
      return role != SqlWord.NO_ROLE
          && (frames.isOutermost()
              || role == SqlWord.WITH
              || (frames.is(SqlFrames.CTE_BODY) && word.isDml()));
    }
    return frames.is(SqlFrames.EXPLAINED)
        && (word.isDml() || role == SqlWord.WITH || role == SqlWord.CALL || role == SqlWord.DDL);
  }

  void start(int start, int end, SqlWord word) {
    if (word == SqlWord.END && !summary.isEmpty()) {
      skipping = true; // of BEGIN … END; alone it is PostgreSQL's other name for COMMIT
      return;
    }
    int role = word.role();
    int state = frames.state() & (SqlFrames.IN_CTE | SqlFrames.CTE_BODY);
    if (role == SqlWord.WITH) {
      frames.state(state | SqlFrames.CTES | SqlFrames.CTE_NAME);
      return;
    }
    if (role != SqlWord.SELECT || !frames.is(SqlFrames.CONTINUED)) {
      summary.operation(word.name, frames.is(SqlFrames.IN_CTE));
      summary.append(start, end);
    }
    frames.role(role);
    frames.state(state | stateAfter(word, role));
  }

  private int stateAfter(SqlWord word, int role) {
    switch (role) {
      case SqlWord.DELETE:
        deleteMark = summary.length();
        tableBeforeDelete = summary.hasTable();
        return SqlFrames.EXPECT_AFTER_OPERATION | SqlFrames.TENTATIVE | SqlFrames.LIST;
      case SqlWord.UPDATE:
        return SqlFrames.EXPECT_AFTER_OPERATION | SqlFrames.LIST;
      case SqlWord.INSERT:
      case SqlWord.MERGE:
      case SqlWord.TARGETED:
      case SqlWord.CALL:
        return SqlFrames.EXPECT_AFTER_OPERATION;
      case SqlWord.DDL:
        needsType = true;
        drops = word == SqlWord.DROP;
        return 0;
      case SqlWord.EXPLAIN:
        return SqlFrames.EXPLAINED;
      case SqlWord.BEGIN:
        return SqlFrames.AT_START;
      case SqlWord.PLAIN:
        skipping = true;
        return 0;
      default: // SELECT: its targets follow FROM
        return 0;
    }
  }

  /** A word between CREATE, ALTER, DROP and the type of what is created, altered, dropped. */
  void type(int start, int end, @Nullable SqlWord word) {
    if (word == SqlWord.SESSION || word == SqlWord.SYSTEM) {
      summary.append(start, end);
      skipping = true;
    } else if (word != null && word.has(SqlWord.TYPE)) {
      summary.append(start, end);
      needsType = false;
      userType = word.has(SqlWord.TYPE_OF_USER);
      tableType = word == SqlWord.TABLE;
      skippingAll = !drops && word.has(SqlWord.TYPE_WITH_BODY);
      frames.set(SqlFrames.EXPECT_AFTER_TYPE);
    }
  }

  /** A word between WITH and the statement it belongs to. */
  void cte(int start, int end, @Nullable SqlWord word) {
    if (frames.is(SqlFrames.CTE_NAME)) {
      if (word != SqlWord.RECURSIVE) {
        frames.nameCte(start, end);
      }
    } else if (word != null && word.isDml()) {
      start(start, end, word);
    }
  }

  /**
   * Whether this word stands between an operation and its target, or takes the place of the target.
   */
  boolean isNoise(@Nullable SqlWord word) {
    if (word == null) {
      return false;
    }
    if (word.clause() == SqlWord.FROM && frames.is(SqlFrames.TENTATIVE)) {
      frames.clear(SqlFrames.EXPECT | SqlFrames.TENTATIVE);
      frames.set(SqlFrames.EXPECT_AFTER_FROM | SqlFrames.LIST);
      return true;
    }
    if (word.clause() == SqlWord.NO_TARGET) {
      frames.clear(SqlFrames.EXPECT);
      return true;
    }
    return word.has(frames.state() & SqlFrames.EXPECT);
  }

  void clause(SqlWord word, @Nullable SqlWord before) {
    int role = frames.role();
    switch (word.clause()) {
      case SqlWord.FROM:
        // not IS DISTINCT FROM
        if (before != SqlWord.DISTINCT
            && (role == SqlWord.SELECT || role == SqlWord.UPDATE || role == SqlWord.DELETE)) {
          if (frames.is(SqlFrames.TENTATIVE)) {
            summary.retract(deleteMark, !tableBeforeDelete);
            frames.clear(SqlFrames.TENTATIVE);
          }
          frames.set(SqlFrames.EXPECT_AFTER_FROM | SqlFrames.LIST);
        }
        break;
      case SqlWord.JOIN:
        frames.set(SqlFrames.EXPECT_AFTER_FROM);
        break;
      case SqlWord.APPLY:
        if (before == SqlWord.CROSS || before == SqlWord.OUTER) {
          frames.set(SqlFrames.EXPECT_AFTER_FROM);
        }
        break;
      case SqlWord.INTO:
        frames.clear(SqlFrames.LIST);
        if (role == SqlWord.SELECT || role == SqlWord.INSERT) {
          frames.set(SqlFrames.EXPECT_AFTER_OPERATION);
        }
        break;
      case SqlWord.USING:
        if (role == SqlWord.DELETE || role == SqlWord.MERGE) {
          frames.set(SqlFrames.EXPECT_AFTER_OPERATION);
        }
        break;
      case SqlWord.SET_OPERATION:
        frames.clear(SqlFrames.LIST);
        frames.set(SqlFrames.CONTINUED);
        break;
      case SqlWord.END_LIST:
        frames.clear(SqlFrames.LIST | SqlFrames.TENTATIVE);
        break;
      default:
        break;
    }
  }
}
