package io.sidelight.inst.connectionpools.advice;

import io.sidelight.core.record.ConnectionPool.Gauge;
import org.jspecify.annotations.Nullable;

/** How each library's pools are asked; the paths are those of {@link PoolPath}. */
enum PoolKind {
  HIKARI(
      "hikari",
      new String[] {"com.zaxxer.hikari."},
      "toString",
      "getActiveConnections",
      "getIdleConnections",
      "getThreadsAwaitingConnection",
      "#config.getMaximumPoolSize|#configuration.getMaximumPoolSize",
      "#config.getMinimumIdle|#configuration.getMinimumIdle"),

  TOMCAT(
      "tomcat-jdbc",
      new String[] {"org.apache.tomcat.jdbc."},
      "getName",
      "getActive",
      "getIdle",
      "getWaitCount",
      "getPoolProperties.getMaxActive",
      "getPoolProperties.getMinIdle"),

  /** Not asked by the data source's own methods: they wait for who sets it up. */
  DBCP(
      "dbcp",
      new String[] {"org.apache.commons.dbcp", "org.apache.tomcat.dbcp"},
      "getJmxName",
      "#connectionPool.getNumActive",
      "#connectionPool.getNumIdle",
      "#connectionPool.getNumWaiters",
      "#connectionPool.getMaxTotal|#connectionPool.getMaxActive",
      "#connectionPool.getMinIdle"),

  C3P0(
      "c3p0",
      new String[] {"com.mchange.v2.c3p0."},
      "getDataSourceName",
      "getNumBusyConnectionsAllUsers",
      "getNumIdleConnectionsAllUsers",
      "getNumThreadsAwaitingCheckoutDefaultUser",
      "getConnectionPoolDataSource.getMaxPoolSize",
      "getConnectionPoolDataSource.getMinPoolSize"),

  DRUID(
      "druid",
      new String[] {"com.alibaba.druid."},
      "getName",
      "getActiveCount",
      "getPoolingCount",
      "getWaitThreadCount",
      "getMaxActive",
      "getMinIdle"),

  VIBUR(
      "vibur",
      new String[] {"org.vibur.dbcp."},
      "getName",
      "getPool.taken",
      "getPool.remainingCreated",
      "",
      "getPoolMaxSize",
      "getPoolInitialSize"),

  /** Counts those in use only if its own metrics are switched on. */
  AGROAL(
      "agroal",
      new String[] {"io.agroal."},
      "",
      "",
      "#allConnections.size",
      "awaitingCount",
      "getConfiguration.maxSize",
      "getConfiguration.minSize"),

  UCP(
      "ucp",
      new String[] {"oracle.ucp."},
      "getConnectionPoolName",
      "getBorrowedConnectionsCount",
      "getAvailableConnectionsCount",
      "getStatistics.getPendingRequestsCount",
      "getMaxPoolSize",
      "getMinPoolSize"),

  /** WildFly's data sources; their own counts are off unless switched on. */
  IRONJACAMAR(
      "ironjacamar",
      new String[] {"org.jboss.jca."},
      "getName",
      "",
      "#mcpPools.values.+.getActive",
      "getLock.getQueueLength",
      "#poolConfiguration.getMaxSize",
      "#poolConfiguration.getMinSize"),

  /** Open Liberty's data sources; its own counts of what is in use take a lock. */
  LIBERTY(
      "liberty",
      new String[] {"com.ibm.ejs.j2c."},
      "#gConfigProps.getJNDIName|#gConfigProps.getXpathId",
      "",
      "#totalConnectionCount",
      "#waiterCount",
      "#maxConnections",
      "#minConnections"),

  /** GlassFish's and Payara's data sources. */
  GLASSFISH(
      "glassfish",
      new String[] {"com.sun.enterprise.resource.pool."},
      "getPoolInfo.getName",
      "",
      "#ds.getResourcesSize",
      "getWaitQueueLength",
      "getMaxPoolSize",
      "getSteadyPoolSize"),

  /** Of commons-pool2, called by its server: the field is of 2, of 3 to 6, of 7. */
  JEDIS(
      "jedis",
      new String[] {"redis.clients.jedis."},
      "#factory.#hostAndPort.get|#factory.#jedisSocketFactory.getHostAndPort"
          + "|#factory.#connectionBuilder.#socketFactory.getHostAndPort",
      "getNumActive",
      "getNumIdle",
      "getNumWaiters",
      "getMaxTotal",
      "getMinIdle"),

  /** Of commons-pool2. */
  LETTUCE(
      "lettuce",
      new String[] {"io.lettuce.core.", "org.springframework.data.redis."},
      "",
      "getNumActive",
      "getNumIdle",
      "getNumWaiters",
      "getMaxTotal",
      "getMinIdle");

  private static final PoolKind[] ALL = values();

  /** What pools without a name are called, with a number. */
  final String label;

  /** The path to the name. */
  private final String name;

  private final String[] packages;
  private final String active;
  private final String idle;
  private final String waiting;
  private final String max;
  private final String min;

  PoolKind(
      String label,
      String[] packages,
      String name,
      String active,
      String idle,
      String waiting,
      String max,
      String min) {
    this.label = label;
    this.packages = packages;
    this.name = name;
    this.active = active;
    this.idle = idle;
    this.waiting = waiting;
    this.max = max;
    this.min = min;
  }

  /** The kind of a pool, or null if it is none of these. */
  static @Nullable PoolKind of(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (PoolKind kind : ALL) {
        for (String start : kind.packages) {
          if (at.getName().startsWith(start)) {
            return kind;
          }
        }
      }
    }
    return null;
  }

  /** Whether it tells how many connections are open, and not how many of them are in use. */
  boolean tellsOpenOnly() {
    return active.isEmpty();
  }

  /** The kind of a pool of commons-pool2 by what makes its connections, if they lead to Redis. */
  static @Nullable PoolKind ofFactory(Class<?> factory) {
    PoolKind kind = of(factory);
    return kind == JEDIS || kind == LETTUCE ? kind : null;
  }

  /** Empty if the pool has no name, or one that differs from start to start. */
  String nameOf(Object pool) {
    Object told = PoolPath.follow(pool, name);
    // Others are called as somebody has called them, or by a number.
    boolean mayBeMadeUp = this != HIKARI && this != JEDIS;
    return told == null ? "" : mayBeMadeUp ? LastingName.of(told.toString()) : told.toString();
  }

  /** Empty, which leads nowhere, if such a pool cannot tell. */
  String path(Gauge gauge) {
    switch (gauge) {
      case ACTIVE:
        return active;
      case IDLE:
        return idle;
      case WAITING:
        return waiting;
      case MAX:
        return max;
      default:
        return min;
    }
  }
}
