package com.example.jdbc;

import java.lang.reflect.Method;
import javax.sql.DataSource;

/** The data sources that drivers bring. Reflective: only one of the drivers is there. */
final class DriversOwn {
  private DriversOwn() {}

  static DataSource source(String url, String user) throws Exception {
    String type =
        url.startsWith("jdbc:postgresql:")
            ? "org.postgresql.ds.PGSimpleDataSource"
            : url.startsWith("jdbc:h2:")
                ? "org.h2.jdbcx.JdbcDataSource"
                : "org.hsqldb.jdbc.JDBCDataSource";
    Object source = Class.forName(type).getConstructor().newInstance();
    call(source, url.startsWith("jdbc:h2:") ? "setURL" : "setUrl", url);
    call(source, "setUser", user);
    call(source, "setPassword", "");
    return (DataSource) source;
  }

  private static void call(Object target, String name, String argument) throws Exception {
    Method method = target.getClass().getMethod(name, String.class);
    method.invoke(target, argument);
  }
}
