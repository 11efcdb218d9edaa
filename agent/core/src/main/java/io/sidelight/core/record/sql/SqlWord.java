package io.sidelight.core.record.sql;

import org.jspecify.annotations.Nullable;

/**
 * One word that means something to the summary; everything else is a name. Immutable, looked up
 * without allocation.
 */
final class SqlWord {
  // What a statement that begins with this word does.
  static final int NO_ROLE = 0;
  static final int SELECT = 1;
  static final int INSERT = 2;
  static final int UPDATE = 3;
  static final int DELETE = 4;
  static final int MERGE = 5;

  /** An object's type follows, then its name; the rest is not summarised. */
  static final int DDL = 6;

  /** A name follows; the rest is not summarised. */
  static final int TARGETED = 7;

  static final int CALL = 8;
  static final int EXPLAIN = 9;
  static final int WITH = 10;
  static final int BEGIN = 11;

  /** Nothing of the rest is summarised. */
  static final int PLAIN = 12;

  // What this word does inside a statement.
  static final int NO_CLAUSE = 0;
  static final int FROM = 1;
  static final int JOIN = 2;
  static final int APPLY = 3;
  static final int INTO = 4;
  static final int USING = 5;
  static final int SET_OPERATION = 6;

  /** Ends a comma-separated list of tables. */
  static final int END_LIST = 7;

  /** What follows is no target although one was expected. */
  static final int NO_TARGET = 8;

  // Bits: where this word may stand between an operation and its target. See also
  // SqlFrames.EXPECT_*.
  static final int NOISE_AFTER_OPERATION = 1;
  static final int NOISE_AFTER_FROM = 2;
  static final int NOISE_AFTER_TYPE = 4;
  static final int TYPE = 8;

  /** A type whose definition holds statements of its own. */
  static final int TYPE_WITH_BODY = 16;

  /** A type whose names may be string literals in MySQL. */
  static final int TYPE_OF_USER = 32;

  private static final int LONGEST = 13;
  private static final SqlWord[] WORDS = new SqlWord[1024];

  static {
    operations(SELECT, "SELECT");
    operations(INSERT, "INSERT REPLACE UPSERT");
    operations(UPDATE, "UPDATE");
    operations(DELETE, "DELETE");
    operations(MERGE, "MERGE");
    operations(DDL, "CREATE ALTER DROP COMMENT REFRESH REINDEX");
    operations(TARGETED, "TRUNCATE LOCK COPY USE DESCRIBE DESC TABLE OPTIMIZE REPAIR");
    operations(CALL, "CALL EXEC EXECUTE");
    operations(EXPLAIN, "EXPLAIN");
    operations(WITH, "WITH");
    operations(BEGIN, "BEGIN");
    operations(
        PLAIN,
        "COMMIT ROLLBACK SAVEPOINT RELEASE START END ABORT SET RESET SHOW GRANT REVOKE VALUES DECLARE FETCH CLOSE OPEN MOVE");
    operations(
        PLAIN,
        "PREPARE DEALLOCATE LISTEN UNLISTEN NOTIFY DISCARD VACUUM ANALYZE CHECKPOINT CLUSTER DO LOAD UNLOAD UNLOCK");
    operations(
        PLAIN,
        "PRAGMA ATTACH DETACH KILL FLUSH RENAME PURGE HANDLER SHUTDOWN BACKUP RESTORE DBCC PRINT WAITFOR XA");

    clauses(FROM, "FROM");
    clauses(JOIN, "JOIN STRAIGHT_JOIN");
    clauses(APPLY, "APPLY");
    clauses(INTO, "INTO");
    clauses(USING, "USING");
    clauses(SET_OPERATION, "UNION EXCEPT INTERSECT MINUS");
    clauses(
        END_LIST,
        "WHERE GROUP ORDER HAVING LIMIT OFFSET FETCH SET RETURNING VALUES WHEN WINDOW FOR CONNECT START QUALIFY OPTION SORT");
    clauses(NO_TARGET, "OUTFILE DUMPFILE IMMEDIATE");

    flags(
        NOISE_AFTER_OPERATION,
        "INTO ONLY IGNORE LOW_PRIORITY HIGH_PRIORITY DELAYED QUICK OVERWRITE ALL FIRST TOP TABLE TABLES");
    flags(NOISE_AFTER_OPERATION, "OR REPLACE ROLLBACK ABORT FAIL BINARY");
    flags(NOISE_AFTER_FROM, "ONLY LATERAL");
    flags(NOISE_AFTER_TYPE, "IF NOT EXISTS CONCURRENTLY ON ONLY BODY");
    flags(
        TYPE,
        "TABLE INDEX VIEW DATABASE SCHEMA SEQUENCE TYPE DOMAIN EXTENSION SYNONYM TABLESPACE COLUMN CONSTRAINT POLICY RULE");
    flags(
        TYPE,
        "SERVER AGGREGATE COLLATION LANGUAGE PUBLICATION SUBSCRIPTION STATISTICS CATALOG WAREHOUSE STAGE KEYSPACE");
    flags(TYPE | TYPE_WITH_BODY, "PROCEDURE PROC FUNCTION TRIGGER PACKAGE EVENT");
    flags(TYPE | TYPE_OF_USER, "USER ROLE LOGIN");
  }

  // After the tables, which they are part of.
  static final SqlWord AS = word("AS");
  static final SqlWord BY = word("BY");
  static final SqlWord CROSS = word("CROSS");
  static final SqlWord DISTINCT = word("DISTINCT");
  static final SqlWord DROP = word("DROP");
  static final SqlWord END = word("END");
  static final SqlWord ESCAPE = word("ESCAPE");
  static final SqlWord IDENTIFIED = word("IDENTIFIED");
  static final SqlWord IN = word("IN");
  static final SqlWord OUTER = word("OUTER");
  static final SqlWord RECURSIVE = word("RECURSIVE");
  static final SqlWord REPLACE = word("REPLACE");
  static final SqlWord SESSION = word("SESSION");
  static final SqlWord SYSTEM = word("SYSTEM");
  static final SqlWord TABLE = word("TABLE");
  static final SqlWord TOP = word("TOP");

  final String name;
  private int role;
  private int clause;
  private int flags;

  private SqlWord(String name) {
    this.name = name;
  }

  /** What a statement does that begins with this word; {@link #NO_ROLE} when no statement does. */
  int role() {
    return role;
  }

  int clause() {
    return clause;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  boolean isDml() {
    return role >= SELECT && role <= MERGE;
  }

  /**
   * The word written at {@code start} to {@code end} in any letter case, null when it means
   * nothing.
   */
  static @Nullable SqlWord find(String sql, int start, int end) {
    if (end - start > LONGEST) {
      return null;
    }
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = hash * 31 + upper(sql.charAt(i));
    }
    for (int slot = slot(hash); WORDS[slot] != null; slot = (slot + 1) & (WORDS.length - 1)) {
      if (WORDS[slot].isWrittenAt(sql, start, end)) {
        return WORDS[slot];
      }
    }
    return null;
  }

  private boolean isWrittenAt(String sql, int start, int end) {
    if (end - start != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (upper(sql.charAt(start + i)) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static char upper(char c) {
    return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 10)) & (WORDS.length - 1);
  }

  private static void operations(int role, String names) {
    for (String name : names.split(" ", -1)) {
      word(name).role = role;
    }
  }

  private static void clauses(int clause, String names) {
    for (String name : names.split(" ", -1)) {
      word(name).clause = clause;
    }
  }

  private static void flags(int flags, String names) {
    for (String name : names.split(" ", -1)) {
      word(name).flags |= flags;
    }
  }

  private static SqlWord word(String name) {
    SqlWord known = find(name, 0, name.length());
    if (known != null) {
      return known;
    }
    int slot = slot(name.hashCode());
    while (WORDS[slot] != null) {
      slot = (slot + 1) & (WORDS.length - 1);
    }
    SqlWord word = new SqlWord(name);
    WORDS[slot] = word;
    return word;
  }
}
