package io.sidelight.inst.jdbc;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every JDBC driver, by the interfaces of {@code java.sql}. */
public final class JdbcInstrumentation implements Instrumentation {
  private static final String TEXT = "Ljava/lang/String;";

  /** What follows the SQL text in the overloads of {@code execute} and {@code executeUpdate}. */
  private static final String[] KEYS = {"", "I", "[I", "[Ljava/lang/String;"};

  /**
   * HikariCP's wrappers, which every other application has, hand each call on as it is. Others' are
   * woven like a driver, and the outermost call is the one that counts.
   */
  static final String WRAPPERS = "com.zaxxer.hikari.pool.";

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.subtypesOf("java.sql.Driver")
            .weave(
                method(
                        "connect",
                        "(" + TEXT + "Ljava/util/Properties;)Ljava/sql/Connection;",
                        "DriverAdvice")
                    .enter("enter", arg(0))
                    .exit("exit")),
        ClassRule.named(
                "org.h2.jdbcx.JdbcDataSource",
                "org.hsqldb.jdbc.JDBCDataSource",
                "org.mariadb.jdbc.MariaDbDataSource",
                "org.sqlite.SQLiteDataSource",
                "com.microsoft.sqlserver.jdbc.SQLServerDataSource",
                "oracle.jdbc.pool.OracleDataSource")
            .weave(
                opening("getConnection"),
                opening("getPooledConnection"),
                opening("getXAConnection")),
        // Either, where a driver has one part in a class above the other: MariaDB 3.
        ClassRule.subtypesOf("java.sql.ResultSet")
            .marked("isBeforeFirst", "isAfterLast")
            .except(WRAPPERS)
            .holding()
            .weave(reading()),
        ClassRule.subtypesOf("java.sql.Connection").except(WRAPPERS).holding().weave(making()),
        ClassRule.subtypesOf("java.sql.Connection")
            .except(WRAPPERS)
            .marked("prepareCall")
            .weave(ending()),
        ClassRule.subtypesOf("java.sql.Statement").except(WRAPPERS).holding().weave(running()),
        ClassRule.subtypesOf("java.sql.PreparedStatement")
            .except(WRAPPERS)
            .holding()
            .weave(runningPrepared()),
        // Only classes below these say that they are what these are.
        ClassRule.named("org.sqlite.jdbc3.JDBC3Statement").holding().weave(running()),
        ClassRule.named("org.sqlite.jdbc3.JDBC3PreparedStatement")
            .holding()
            .weave(runningPrepared()),
        ClassRule.named("org.sqlite.jdbc3.JDBC3ResultSet", "org.sqlite.jdbc4.JDBC4ResultSet")
            .holding()
            .weave(reading()));
  }

  private static MethodRule[] reading() {
    return new MethodRule[] {
      method("next", "()Z", "FetchAdvice").enter("next", self()).exit("read"),
      method("close", "()V", "FetchAdvice").enter("close", self()),
    };
  }

  private static MethodRule[] making() {
    List<MethodRule> rules = new ArrayList<>();
    for (String more : new String[] {"", "I", "II", "III", "[I", "[Ljava/lang/String;"}) {
      rules.add(
          method(
                  "prepareStatement",
                  "(" + TEXT + more + ")Ljava/sql/PreparedStatement;",
                  "ConnectionAdvice")
              .enter("enter", self(), arg(0))
              .exit("exit"));
    }
    for (String more : new String[] {"", "II", "III"}) {
      rules.add(
          method(
                  "prepareCall",
                  "(" + TEXT + more + ")Ljava/sql/CallableStatement;",
                  "ConnectionAdvice")
              .enter("enter", self(), arg(0))
              .exit("exit"));
      rules.add(
          method("createStatement", "(" + more + ")Ljava/sql/Statement;", "ConnectionAdvice")
              .enter("enterWithoutText", self())
              .exit("exit"));
    }
    rules.add(own("isValid", "(I)Z"));
    rules.add(own("getCatalog", "()" + TEXT));
    rules.add(own("setCatalog", "(" + TEXT + ")V"));
    rules.add(own("getSchema", "()" + TEXT));
    rules.add(own("setSchema", "(" + TEXT + ")V"));
    return rules.toArray(new MethodRule[0]);
  }

  private static MethodRule[] running() {
    List<MethodRule> rules = new ArrayList<>();
    rules.add(withText("executeQuery", "(" + TEXT + ")Ljava/sql/ResultSet;"));
    for (String keys : KEYS) {
      rules.add(withText("execute", "(" + TEXT + keys + ")Z"));
      rules.add(withText("executeUpdate", "(" + TEXT + keys + ")I"));
      rules.add(withText("executeLargeUpdate", "(" + TEXT + keys + ")J"));
    }
    rules.add(prepared("executeBatch", "()[I").exit("exitBatch"));
    rules.add(prepared("executeLargeBatch", "()[J").exit("exitBatch"));
    rules.add(
        method("addBatch", "(" + TEXT + ")V", "StatementAdvice").enter("batched", self(), arg(0)));
    rules.add(method("clearBatch", "()V", "StatementAdvice").enter("batchCleared", self()));
    return rules.toArray(new MethodRule[0]);
  }

  private static MethodRule[] runningPrepared() {
    return new MethodRule[] {
      prepared("execute", "()Z"),
      prepared("executeQuery", "()Ljava/sql/ResultSet;"),
      prepared("executeUpdate", "()I"),
      prepared("executeLargeUpdate", "()J"),
    };
  }

  private static MethodRule[] ending() {
    return new MethodRule[] {
      ending("commit", "()V"),
      ending("rollback", "()V"),
      ending("rollback", "(Ljava/sql/Savepoint;)V"),
      ending("setSavepoint", "()Ljava/sql/Savepoint;"),
      ending("setSavepoint", "(Ljava/lang/String;)Ljava/sql/Savepoint;"),
      // Which may commit.
      own("setAutoCommit", "(Z)V"),
    };
  }

  private static MethodRule ending(String name, String descriptor) {
    return method(name, descriptor, "TransactionAdvice").enter(name, self()).exit("exit");
  }

  private static MethodRule opening(String name) {
    return overloads(name, "OpenAdvice").enter("enter").exit("exit");
  }

  private static MethodRule own(String name, String descriptor) {
    return method(name, descriptor, "OwnAdvice").enter("enter").exit("exit");
  }

  private static MethodRule withText(String name, String descriptor) {
    return method(name, descriptor, "StatementAdvice").enter("enter", self(), arg(0)).exit("exit");
  }

  private static MethodRule prepared(String name, String descriptor) {
    return method(name, descriptor, "StatementAdvice").enter("enterPrepared", self()).exit("exit");
  }
}
