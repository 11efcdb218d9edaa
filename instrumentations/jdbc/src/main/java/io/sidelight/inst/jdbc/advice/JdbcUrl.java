package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbServer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a JDBC URL leads, in the terms of the OpenTelemetry conventions. What a URL does not say is
 * left out; credentials in it are never taken.
 */
final class JdbcUrl {
  /** Sub-protocol, {@code db.system.name}, default port. */
  private static final String[][] SYSTEMS = {
    {"postgresql", "postgresql", "5432"},
    {"mysql", "mysql", "3306"},
    {"mariadb", "mariadb", "3306"},
    {"sqlserver", "microsoft.sql_server", "1433"},
    {"jtds:sqlserver", "microsoft.sql_server", "1433"},
    {"oracle", "oracle.db", "1521"},
    {"db2", "ibm.db2", "50000"},
    {"h2", "h2database", ""},
    {"hsqldb", "hsqldb", ""},
    {"derby", "derby", ""},
    {"sqlite", "sqlite", ""},
    {"clickhouse", "clickhouse", "8123"},
    {"sap", "sap.hana", "30015"},
  };

  private JdbcUrl() {}

  static DbServer parse(@Nullable String url) {
    if (url == null || !url.startsWith("jdbc:")) {
      return DbServer.UNKNOWN;
    }
    String rest = url.substring(5);
    for (String[] system : SYSTEMS) {
      if (rest.startsWith(system[0] + ":")) {
        return parse(rest.substring(system[0].length() + 1), system[1], system[2]);
      }
    }
    return DbServer.UNKNOWN;
  }

  private static DbServer parse(String rest, String system, String defaultPort) {
    int hostAt = rest.indexOf("//");
    if (hostAt < 0 || defaultPort.isEmpty() && !rest.contains("tcp:") && !rest.contains("hsql")) {
      return new DbServer(system, embeddedName(rest), null, -1);
    }
    String authority = upTo(rest.substring(hostAt + 2), "/;?");
    String after = rest.substring(hostAt + 2 + authority.length());
    authority = upTo(authority.substring(authority.lastIndexOf('@') + 1), ",\\");
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > 0 && authority.indexOf(']', colon) < 0;
    String host = hasPort ? authority.substring(0, colon) : authority;
    int port = port(hasPort ? authority.substring(colon + 1) : defaultPort);
    String name = after.startsWith("/") ? upTo(after.substring(1), "?;&") : "";
    if (name.isEmpty()) {
      name = property(after, "databasename=");
    }
    return new DbServer(system, name, host.isEmpty() ? null : host, port);
  }

  /** {@code mem:shop;MODE=…} is {@code shop}; of a file, the last part of its path. */
  private static String embeddedName(String rest) {
    String path = upTo(rest, ";?");
    int colon = path.startsWith("thin:") ? -1 : path.lastIndexOf(':');
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return path.substring(Math.max(colon, slash) + 1);
  }

  private static String property(String text, String key) {
    int at = text.toLowerCase(Locale.ROOT).indexOf(key);
    return at < 0 ? "" : upTo(text.substring(at + key.length()), ";&");
  }

  private static String upTo(String text, String ends) {
    for (int i = 0; i < text.length(); i++) {
      if (ends.indexOf(text.charAt(i)) >= 0) {
        return text.substring(0, i);
      }
    }
    return text;
  }

  private static int port(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
