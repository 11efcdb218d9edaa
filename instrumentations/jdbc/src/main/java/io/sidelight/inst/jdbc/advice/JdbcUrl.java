package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbServer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a JDBC URL leads, in the terms of the OpenTelemetry conventions. What a URL does not say is
 * left out. Credentials can stand nearly anywhere in a URL: only what looks like the name of a host
 * or of a database is taken. Never throws.
 */
final class JdbcUrl {
  /** Sub-protocol, {@code db.system.name}, default port of the server ("" if there is none). */
  private static final String[][] SYSTEMS = {
    {"postgresql", "postgresql", "5432"},
    {"mysql", "mysql", "3306"},
    {"mariadb", "mariadb", "3306"},
    {"sqlserver", "microsoft.sql_server", "1433"},
    {"jtds:sqlserver", "microsoft.sql_server", "1433"},
    {"oracle", "oracle.db", "1521"},
    {"db2", "ibm.db2", "50000"},
    {"h2", "h2database", "9092"},
    {"hsqldb", "hsqldb", "9001"},
    {"derby", "derby", "1527"},
    {"sqlite", "sqlite", ""},
    {"clickhouse", "clickhouse", "8123"},
    {"ch", "clickhouse", "8123"},
    {"redshift", "aws.redshift", "5439"},
    {"sap", "sap.hana", "30015"},
  };

  /** These may run inside the application; a server is addressed with {@code //}. */
  private static final String EMBEDDED = " h2database hsqldb derby sqlite ";

  private JdbcUrl() {}

  static DbServer parse(@Nullable String url) {
    if (url == null || !url.regionMatches(true, 0, "jdbc:", 0, 5)) {
      return DbServer.UNKNOWN;
    }
    for (String[] system : SYSTEMS) {
      int end = 5 + system[0].length();
      if (url.regionMatches(true, 5, system[0], 0, system[0].length())
          && end < url.length()
          && url.charAt(end) == ':') {
        return parse(url.substring(end + 1), system[1], system[2]);
      }
    }
    return DbServer.UNKNOWN;
  }

  private static DbServer parse(String rest, String system, String defaultPort) {
    boolean embedded = EMBEDDED.contains(' ' + system + ' ');
    boolean oracle = system.equals("oracle.db");
    int authorityAt = rest.indexOf("//") + 2;
    if (embedded && (authorityAt < 2 || isFile(rest))) {
      return new DbServer(system, lastName(rest), null, -1);
    }
    int at = upTo(rest, "?;").lastIndexOf('@');
    if (oracle ? at < 0 : authorityAt < 2) {
      // jdbc:postgresql:shop, jdbc:db2:SHOP: a server, which one is up to the driver.
      return new DbServer(system, oracle ? "" : name(upTo(rest, ":;?&")), null, -1);
    }
    String text = rest.substring(oracle ? at + 1 : Math.max(authorityAt, at + 1));
    if (oracle && text.contains("//")) {
      text = text.substring(text.indexOf("//") + 2);
    } else if (oracle && upTo(text, ":/(?").equals(text)) {
      // The name of an entry in tnsnames.ora.
      return new DbServer(system, name(text), null, -1);
    }
    if (text.startsWith("(") || text.contains("=(")) {
      return described(text, system, defaultPort);
    }
    return authority(text, system, defaultPort, embedded);
  }

  private static DbServer authority(
      String text, String system, String defaultPort, boolean embedded) {
    String authority = upTo(text, "/;?&");
    String after = text.substring(authority.length());
    String inBrackets = authority.startsWith("[") ? upTo(authority.substring(1), "],") : "";
    String host;
    String rest;
    if (inBrackets.indexOf(':') != inBrackets.lastIndexOf(':')) {
      host = inBrackets;
      rest = authority.substring(Math.min(inBrackets.length() + 2, authority.length()));
    } else {
      // Of several servers the first: host1:5432,host2:5432, or [host1:3306,host2:3306].
      String first = inBrackets.isEmpty() ? upTo(authority, ",") : inBrackets;
      host = upTo(first, ":\\");
      rest = first.substring(host.length());
    }
    String instance = rest.startsWith("\\") ? upTo(rest.substring(1), ":") : "";
    String ports = afterFirst(rest, ':');
    String port = upTo(ports, ":,");
    String database = "";
    if (embedded) {
      database = lastName(after);
    } else if (after.startsWith("/")) {
      database = name(upTo(after.substring(1), "?;&:,/"));
    } else if (system.equals("oracle.db")) {
      database = name(afterFirst(ports, ':'));
    }
    if (database.isEmpty()) {
      database = firstProperty(after, "databasename=", "database=");
    }
    if (host.isEmpty()) {
      host = firstProperty(after, "servername=", "host=");
    }
    if (port.isEmpty()) {
      port = firstProperty(after, "portnumber=", "port=");
    }
    instance = instance.isEmpty() ? property(after, "instancename=") : name(instance);
    if (!instance.isEmpty()) {
      database = instance + '|' + database;
    }
    return server(system, database, host, port.isEmpty() ? defaultPort : port);
  }

  /**
   * {@code (DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1521))…}, {@code address=(host=h)(port=3306)/db}.
   */
  private static DbServer described(String text, String system, String defaultPort) {
    String database = firstProperty(text, "service_name=", "sid=");
    int slash = text.lastIndexOf('/');
    if (database.isEmpty() && slash > text.lastIndexOf(')')) {
      database = name(upTo(text.substring(slash + 1), "?;&"));
    }
    String port = property(text, "port=");
    return server(system, database, property(text, "host="), port.isEmpty() ? defaultPort : port);
  }

  private static DbServer server(String system, String database, String host, String port) {
    String address = name(host);
    int number = port(port);
    // Something else than a number where the port should be: that was no host, but a user maybe.
    return address.isEmpty() || number < 0
        ? new DbServer(system, database, null, -1)
        : new DbServer(system, database, address, number);
  }

  private static boolean isFile(String rest) {
    return rest.startsWith("file:") || rest.startsWith("mem:") || rest.startsWith("res:");
  }

  /** {@code mem:shop;MODE=…} is {@code shop}; of a file, the last part of its path. */
  private static String lastName(String rest) {
    String path = upTo(rest, ";?");
    if (path.isEmpty()) {
      return property(rest, "databasename=");
    }
    int last = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return name(path.substring(Math.max(path.lastIndexOf(':'), last) + 1));
  }

  private static String firstProperty(String text, String... keys) {
    for (String key : keys) {
      String value = property(text, key);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** The value of a key that stands at the beginning or after one of {@code ?;&(,/}, or "". */
  private static String property(String text, String key) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int at = lower.indexOf(key); at >= 0; at = lower.indexOf(key, at + 1)) {
      if (at == 0 || "?;&(,/ ".indexOf(lower.charAt(at - 1)) >= 0) {
        return name(upTo(text.substring(at + key.length()), ";&),").trim());
      }
    }
    return "";
  }

  /** The text if it can be the name of a host or a database, else "". */
  private static String name(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "._-:%$#+ ~".indexOf(c) < 0) {
        return "";
      }
    }
    return text.length() > 128 ? "" : text;
  }

  private static String afterFirst(String text, char c) {
    int at = text.indexOf(c);
    return at < 0 ? "" : text.substring(at + 1);
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
    int port = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9' || i > 4) {
        return -1;
      }
      port = port * 10 + c - '0';
    }
    return port == 0 || port > 65535 ? -1 : port;
  }
}
