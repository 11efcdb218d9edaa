package io.sidelight.core.record.sql;

/**
 * What is known of the statement and of each pair of parentheses that is open in it: the operation
 * and bits of state. Not thread-safe.
 */
final class SqlFrames {
  // A target may follow. These equal the bits of SqlWord that say which words may stand before it.
  static final int EXPECT_AFTER_OPERATION = SqlWord.NOISE_AFTER_OPERATION;
  static final int EXPECT_AFTER_FROM = SqlWord.NOISE_AFTER_FROM;
  static final int EXPECT_AFTER_TYPE = SqlWord.NOISE_AFTER_TYPE;
  static final int EXPECT = EXPECT_AFTER_OPERATION | EXPECT_AFTER_FROM | EXPECT_AFTER_TYPE;

  static final int AT_START = 8;

  /** A comma leads to the next target. */
  static final int LIST = 16;

  /** Between WITH and the statement it belongs to. */
  static final int CTES = 32;

  static final int CTE_NAME = 64;
  static final int IN_CTE = 128;

  /** Directly inside the parentheses of a CTE, where PostgreSQL allows more than SELECT. */
  static final int CTE_BODY = 256;

  /** UNION was seen: its SELECT continues the operation before. */
  static final int CONTINUED = 512;

  static final int EXPLAINED = 1024;

  /** MySQL's DELETE a FROM t: what seemed the target may be an alias. */
  static final int TENTATIVE = 2048;

  private static final int MAX_DEPTH = 32;
  private static final int MAX_CTES = 16;

  private final String sql;
  private final int[] roles = new int[MAX_DEPTH];
  private final int[] states = new int[MAX_DEPTH];
  private final int[] cteNames = new int[2 * MAX_CTES];
  private int ctes;
  private int depth;
  private int ignoredDepth;

  SqlFrames(String sql) {
    this.sql = sql;
    states[0] = AT_START;
  }

  /** Whether parentheses are nested too deeply to follow. */
  boolean tooDeep() {
    return ignoredDepth > 0;
  }

  boolean isOutermost() {
    return depth == 0;
  }

  int role() {
    return roles[depth];
  }

  void role(int role) {
    roles[depth] = role;
  }

  int state() {
    return states[depth];
  }

  void state(int state) {
    states[depth] = state;
  }

  boolean is(int bits) {
    return (states[depth] & bits) != 0;
  }

  void set(int bits) {
    states[depth] |= bits;
  }

  void clear(int bits) {
    states[depth] &= ~bits;
  }

  void open(boolean keepsExpecting) {
    if (depth == MAX_DEPTH - 1) {
      ignoredDepth++;
      return;
    }
    int parent = states[depth];
    int child = AT_START | (parent & (IN_CTE | CONTINUED));
    int role = SqlWord.NO_ROLE;
    if ((parent & CTES) != 0) {
      child |= IN_CTE | CTE_BODY;
    }
    if ((parent & EXPECT_AFTER_FROM) != 0) {
      // FROM (a JOIN b ON …), which may as well become FROM (SELECT …
      child |= EXPECT_AFTER_FROM | LIST;
      role = roles[depth];
    }
    if (!keepsExpecting) {
      states[depth] = parent & ~(EXPECT | CONTINUED);
    }
    depth++;
    states[depth] = child;
    roles[depth] = role;
  }

  void close() {
    if (ignoredDepth > 0) {
      ignoredDepth--;
    } else if (depth > 0) {
      depth--;
    }
  }

  void reset() {
    ctes = 0;
    depth = 0;
    ignoredDepth = 0;
    roles[0] = SqlWord.NO_ROLE;
    states[0] = AT_START;
  }

  /** Notes the name of a common table expression; those beyond the limit pass for tables. */
  void nameCte(int start, int end) {
    clear(CTE_NAME);
    if (ctes < MAX_CTES) {
      cteNames[2 * ctes] = start;
      cteNames[2 * ctes + 1] = end;
      ctes++;
    }
  }

  boolean isCte(int start, int end) {
    for (int i = 0; i < ctes; i++) {
      int from = cteNames[2 * i];
      int length = cteNames[2 * i + 1] - from;
      if (length == end - start && sql.regionMatches(true, from, sql, start, length)) {
        return true;
      }
    }
    return false;
  }
}
