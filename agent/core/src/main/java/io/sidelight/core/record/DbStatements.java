package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;
import io.sidelight.core.record.sql.SqlCache;
import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.Tracer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of connections and statements of the application's before a statement runs: where
 * it goes, and what it says. Thread-safe.
 */
public final class DbStatements {
  private static final int MOST_PARAMETERS = 64;
  private static final int MOST_SERVERS = 1000;

  private final Meters meters;
  private final Tracer tracer;
  private final SqlCache cache;

  /** Each once, so that those of connections to the same database are identical. */
  private final Map<DbServer, DbServer> servers = new ConcurrentHashMap<>();

  private final HeldState<DbServer> connections = new HeldState<>(DbServer.class);
  private final HeldState<DbStatement> statements = new HeldState<>(DbStatement.class);

  DbStatements(Meters meters, Tracer tracer, SqlCache cache) {
    this.meters = meters;
    this.tracer = tracer;
    this.cache = cache;
  }

  /** A connection was opened. */
  public void connected(Object connection, DbServer server) {
    DbServer known = servers.putIfAbsent(server, server);
    connections.put(connection, known == null ? server : known);
    if (known == null && servers.size() > MOST_SERVERS) {
      servers.remove(server);
    }
  }

  /**
   * A call that makes a statement begins; calls inside it are other wrappers of the same.
   *
   * @param sql what is prepared, or null
   * @return what {@link #made} and then {@link #endMaking} take
   */
  public DbMaking making(Object connection, @Nullable String sql) {
    ThreadState thread = ThreadState.get();
    thread.lastStatement = null;
    return DbMaking.begin(thread, connection, sql);
  }

  /** Ends what {@link #making} began. */
  public void endMaking(DbMaking making) {
    making.end();
  }

  /**
   * A connection made a statement.
   *
   * @return false if it matters where the connection goes and nothing says so: neither it, nor one
   *     that it wraps
   */
  public boolean made(DbMaking making, Object statement) {
    ThreadState thread = ThreadState.get();
    Object connection = making.connection();
    String sql = making.sql;
    DbStatement inner = thread.lastStatement;
    DbServer server = connection == null ? null : connections.get(connection);
    if (server == null && inner == null) {
      // A wrapper that keeps prepared statements hands out one that it has had before.
      inner = statements.get(statement);
    }
    if ((server == null || server == DbServer.UNKNOWN) && inner != null && inner.server != null) {
      server = inner.server;
    }
    DbStatement made =
        inner != null && inner.server == server && (inner.sql == null) == (sql == null)
            ? inner
            : statement(sql, server);
    statements.put(statement, made);
    thread.lastStatement = made;
    return server != null || thread.db.isActive();
  }

  private DbStatement statement(@Nullable String sql, @Nullable DbServer server) {
    if (sql == null) {
      return new DbStatement(server, null);
    }
    SqlStatement parsed = cache.get(sql);
    return server == null
        ? new DbStatement(null, parsed)
        : DbQuery.of(meters, tracer, parsed, server).prepared;
  }

  /** A text was added to a statement's batch. */
  public void batched(Object statement, String sql) {
    DbStatement known = own(statement, statements.get(statement));
    if (known.batched == null) {
      known.batched = cache.get(sql);
    }
  }

  /**
   * A placeholder of a statement stands for this from now on.
   *
   * @param index from 1
   */
  public void parameter(Object statement, int index, String value) {
    DbStatement known = statements.get(statement);
    if (known == null || index < 1 || index > MOST_PARAMETERS) {
      return;
    }
    known = own(statement, known);
    @Nullable String[] parameters = known.parameters;
    if (parameters == null || parameters.length < index) {
      parameters =
          parameters == null
              ? new String[Math.max(index, 8)]
              : Arrays.copyOf(parameters, Math.max(index, parameters.length * 2));
      known.parameters = parameters;
    }
    parameters[index - 1] = value;
  }

  /** A statement's batch was emptied. */
  public void batchCleared(Object statement) {
    DbStatement known = statements.get(statement);
    if (known != null && known.batched != null) {
      known.batched = null;
    }
  }

  /** Where a connection goes; null if nobody has told. */
  @Nullable DbServer server(Object connection) {
    return connections.get(connection);
  }

  @Nullable DbStatement get(Object statement) {
    return statements.get(statement);
  }

  /** More is known of a statement. */
  void put(Object statement, DbStatement known) {
    statements.put(statement, known);
  }

  /**
   * What is known of a statement, in an object that is its own and may be written to.
   *
   * @param known what {@link #get} returned
   */
  private DbStatement own(Object statement, @Nullable DbStatement known) {
    if (known != null && !known.isShared) {
      return known;
    }
    DbStatement own =
        known == null ? new DbStatement(null, null) : new DbStatement(known.server, known.sql);
    statements.put(statement, own);
    return own;
  }
}
