package io.sidelight.core.record;

import io.sidelight.core.record.sql.SqlStatement;
import java.util.Arrays;

/** Which statements have run for one request, and how often each. Not thread-safe. */
final class StatementTally {
  /** Different statements that are told apart; all count. */
  private static final int MOST = 64;

  private static final int FIRST = 4;

  private SqlStatement[] statements = new SqlStatement[FIRST];
  private int[] counts = new int[FIRST];
  private int distinct;
  private int total;

  void add(SqlStatement sql) {
    total++;
    int found = indexOf(sql);
    if (found < 0) {
      if (distinct == MOST) {
        return;
      }
      found = distinct++;
      if (found == statements.length) {
        statements = Arrays.copyOf(statements, found * 2);
        counts = Arrays.copyOf(counts, found * 2);
      }
      statements[found] = sql;
    }
    counts[found]++;
  }

  private int indexOf(SqlStatement sql) {
    for (int i = 0; i < distinct; i++) {
      if (statements[i] == sql) {
        return i;
      }
    }
    // Texts that differ in their literals only are the same, and so is one that was parsed anew.
    for (int i = 0; i < distinct; i++) {
      if (statements[i].text().equals(sql.text())) {
        return i;
      }
    }
    return -1;
  }

  /** How many have run. */
  int total() {
    return total;
  }

  /** How many of those are told apart. */
  int distinct() {
    return distinct;
  }

  SqlStatement statement(int index) {
    return statements[index];
  }

  /** How often it has run. */
  int count(int index) {
    return counts[index];
  }

  /** Forgets everything. */
  void clear() {
    Arrays.fill(statements, 0, distinct, null);
    Arrays.fill(counts, 0, distinct, 0);
    distinct = 0;
    total = 0;
  }
}
