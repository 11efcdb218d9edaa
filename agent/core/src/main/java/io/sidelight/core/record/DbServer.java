package io.sidelight.core.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which database a connection goes to, in the terms of the OpenTelemetry conventions. Immutable.
 */
public final class DbServer {
  /** When nothing is known but that it speaks SQL. */
  public static final DbServer UNKNOWN = new DbServer("other_sql", "", null, -1);

  final String system;
  final String namespace;
  final @Nullable String address;
  final int port;

  /**
   * @param system {@code db.system.name}, for instance {@code postgresql}
   * @param namespace {@code db.namespace}, the database's name, or empty
   * @param address {@code server.address}
   * @param port {@code server.port}, or -1
   */
  public DbServer(String system, String namespace, @Nullable String address, int port) {
    this.system = system;
    this.namespace = namespace;
    this.address = address;
    this.port = port;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof DbServer && is((DbServer) other));
  }

  private boolean is(DbServer other) {
    return port == other.port
        && system.equals(other.system)
        && namespace.equals(other.namespace)
        && Objects.equals(address, other.address);
  }

  @Override
  public int hashCode() {
    return Objects.hash(system, namespace, address, port);
  }

  /** For instance {@code postgresql shop at db.example:5432}. */
  @Override
  public String toString() {
    return system
        + (namespace.isEmpty() ? "" : ' ' + namespace)
        + (address == null ? "" : " at " + address + (port < 0 ? "" : ":" + port));
  }
}
