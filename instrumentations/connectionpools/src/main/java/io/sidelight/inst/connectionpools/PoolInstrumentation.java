package io.sidelight.inst.connectionpools;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.Argument;
import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pools of JDBC connections; see README.md for why it hooks where it hooks. */
public final class PoolInstrumentation implements Instrumentation {
  private static final String GUARD = "PoolingDataSource$PoolGuardConnectionWrapper";
  private static final String POOLED = "Lorg/apache/tomcat/jdbc/pool/PooledConnection;";
  private static final String UCP = "Loracle/ucp/UniversalPooledConnection;";
  private static final String HOLDER = "(Lorg/vibur/dbcp/pool/ConnHolder;)Z";

  private static final Argument FACTORY =
      field("factory", "Lorg/apache/commons/pool2/PooledObjectFactory;");

  @Override
  public String name() {
    return "connectionpools";
  }

  @Override
  public List<ClassRule> rules() {
    List<ClassRule> rules = new ArrayList<>(libraries());
    rules.addAll(ServerPools.rules());
    return rules;
  }

  private static List<ClassRule> libraries() {
    return Arrays.asList(
        ClassRule.named(
                "com.zaxxer.hikari.pool.HikariPool", "com.zaxxer.hikari.pool.BaseHikariPool")
            .holding()
            .weave(getConnection(), creating("addConnection"), closing("shutdown")),
        ClassRule.named("com.zaxxer.hikari.pool.PoolBase").weave(creating("newConnection")),
        ClassRule.named("com.zaxxer.hikari.pool.PoolEntry")
            .holding()
            .weave(
                overloads("createProxyConnection", "LentAdvice").enter("take", self()).exit("made"),
                overloads("recycle", "ReturnAdvice").enter("enter", self())),
        ClassRule.named("org.apache.tomcat.jdbc.pool.ConnectionPool")
            .holding()
            .weave(
                getConnection(),
                method(
                        "borrowConnection",
                        "(ILjava/lang/String;Ljava/lang/String;)" + POOLED,
                        "LentAdvice")
                    .enter("enter", self())
                    .exit("exit"),
                method("returnConnection", "(" + POOLED + ")V", "ReturnAdvice")
                    .enter("enter", arg(0)),
                creating("createConnection"),
                closing("close")),
        ClassRule.named(
                "org.apache.commons.dbcp.BasicDataSource",
                "org.apache.commons.dbcp2.BasicDataSource",
                "org.apache.tomcat.dbcp.dbcp.BasicDataSource",
                "org.apache.tomcat.dbcp.dbcp2.BasicDataSource",
                "com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource",
                "io.agroal.pool.ConnectionPool",
                "oracle.ucp.jdbc.PoolDataSourceImpl")
            .holding()
            .weave(getConnection(), closing("close")),
        ClassRule.named("com.alibaba.druid.pool.DruidDataSource")
            .holding()
            .weave(getConnection(), closing("close")),
        ClassRule.named("com.alibaba.druid.pool.DruidAbstractDataSource")
            .weave(creating("createPhysicalConnection")),
        ClassRule.named("org.vibur.dbcp.ViburDBCPDataSource")
            .holding()
            .weave(getConnection(), closing("terminate")),
        ClassRule.named("oracle.ucp.common.UniversalConnectionPoolImpl")
            .weave(
                method(
                        "borrowConnection",
                        "(Loracle/ucp/ConnectionRetrievalInfo;)" + UCP,
                        "LentAdvice")
                    .enter("enter", self())
                    .exit("exit"),
                method("returnConnection", "(" + UCP + ")V", "ReturnAdvice")
                    .enter("enter", arg(0))),
        ClassRule.named("org.vibur.dbcp.pool.ConnectionFactory")
            .weave(
                overloads("create", "LentAdvice").enter("enter", self()).exit("exit"),
                method("readyToTake", HOLDER, "LentAdvice").enter("take", arg(0)).exit("taken"),
                method("readyToRestore", HOLDER, "ReturnAdvice").enter("enter", arg(0))),
        ClassRule.named(
                "com.zaxxer.hikari.proxy.ConnectionProxy",
                "org.apache.commons.dbcp." + GUARD,
                "org.apache.commons.dbcp2." + GUARD,
                "org.apache.tomcat.dbcp.dbcp." + GUARD,
                "org.apache.tomcat.dbcp.dbcp2." + GUARD,
                "com.mchange.v2.c3p0.impl.NewProxyConnection",
                "com.mchange.v2.c3p0.impl.AbstractNewProxyConnection",
                "com.alibaba.druid.pool.DruidPooledConnection",
                "io.agroal.pool.wrapper.ConnectionWrapper")
            .holding()
            .weave(method("close", "()V", "ReturnAdvice").enter("enter", self())),
        ClassRule.named("org.apache.commons.pool2.impl.GenericObjectPool")
            .holding()
            .weave(
                borrowing("J"),
                borrowing("Ljava/time/Duration;"),
                overloads("create", "RedisPoolAdvice").enter("create", self()).exit("created"),
                overloads("returnObject", "RedisPoolAdvice").enter("returned", arg(0)),
                overloads("invalidateObject", "RedisPoolAdvice").enter("returned", arg(0)),
                method("close", "()V", "RedisPoolAdvice").enter("close", self())));
  }

  /**
   * What takes no argument hands on to one of these, which is one call of advice less for every
   * command of Jedis's.
   */
  private static MethodRule borrowing(String wait) {
    return method("borrowObject", "(" + wait + ")Ljava/lang/Object;", "RedisPoolAdvice")
        .enter("borrow", self(), FACTORY)
        .exit("borrowed");
  }

  private static MethodRule getConnection() {
    return overloads("getConnection", "PoolAdvice").enter("enter", self()).exit("exit");
  }

  private static MethodRule creating(String name) {
    return overloads(name, "CreateAdvice").enter("enter", self()).exit("exit");
  }

  static MethodRule closing(String name) {
    return overloads(name, "CloseAdvice").enter("enter", self());
  }
}
