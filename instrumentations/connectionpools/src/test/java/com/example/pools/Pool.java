package com.example.pools;

import com.alibaba.druid.pool.DruidDataSource;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.time.Duration;
import javax.sql.DataSource;
import oracle.ucp.jdbc.PoolDataSource;
import oracle.ucp.jdbc.PoolDataSourceFactory;
import org.vibur.dbcp.ViburDBCPDataSource;

/**
 * A pool of two connections that waits for one second at most. Each library has a class of its own
 * here, since only one of them is there.
 *
 * @param end closes it
 */
record Pool(DataSource source, AutoCloseable end) {
  private static final String NAME = "orders";
  private static final String USER = "sa";
  private static final int MAX = 2;
  private static final int WAIT_MILLIS = 1000;

  static Pool of(String kind) throws Exception {
    switch (kind) {
      case "hikari":
        return Hikari.open();
      case "tomcat-jdbc":
        return Tomcat.open();
      case "dbcp":
        return Dbcp1.open();
      case "dbcp2":
        return Dbcp2.open();
      case "tomcat-dbcp":
        return TomcatDbcp.open();
      case "tomcat-dbcp1":
        return TomcatDbcp1.open();
      case "c3p0":
        return C3p0.open();
      case "druid":
        return Druid.open();
      case "vibur":
        return Vibur.open();
      case "agroal":
        return Agroal.open();
      default:
        return Ucp.open();
    }
  }

  /** A pool that is its own data source. */
  private static final class Hikari {
    private Hikari() {}

    static Pool open() throws Exception {
      HikariConfig config = new HikariConfig();
      config.setPoolName(NAME);
      config.setDriverClassName(CountedDriver.class.getName());
      config.setJdbcUrl(CountedDriver.URL);
      config.setUsername(USER);
      config.setPassword("");
      config.setMaximumPoolSize(MAX);
      config.setMinimumIdle(1);
      config.setConnectionTimeout(WAIT_MILLIS);
      HikariDataSource source = new HikariDataSource(config);
      return new Pool(source, () -> source.close());
    }
  }

  /** Dynamic proxies. */
  private static final class Tomcat {
    private Tomcat() {}

    static Pool open() throws Exception {
      org.apache.tomcat.jdbc.pool.DataSource source = new org.apache.tomcat.jdbc.pool.DataSource();
      source.setName(NAME);
      source.setDriverClassName(CountedDriver.class.getName());
      source.setUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setMaxActive(MAX);
      source.setInitialSize(1);
      source.setMinIdle(1);
      source.setMaxWait(WAIT_MILLIS);
      return new Pool(source, () -> source.close(true));
    }
  }

  /** Has no name. */
  private static final class Dbcp1 {
    private Dbcp1() {}

    static Pool open() throws Exception {
      org.apache.commons.dbcp.BasicDataSource source =
          new org.apache.commons.dbcp.BasicDataSource();
      source.setDriverClassName(CountedDriver.class.getName());
      source.setUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setMaxActive(MAX);
      source.setMinIdle(1);
      source.setMaxWait(WAIT_MILLIS);
      return new Pool(source, () -> source.close());
    }
  }

  /** Named by JMX. */
  private static final class Dbcp2 {
    private Dbcp2() {}

    static Pool open() throws Exception {
      org.apache.commons.dbcp2.BasicDataSource source =
          new org.apache.commons.dbcp2.BasicDataSource();
      source.setJmxName("com.example:type=DataSource,name=" + NAME);
      source.setDriverClassName(CountedDriver.class.getName());
      source.setUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setMaxTotal(MAX);
      source.setMinIdle(1);
      source.setMaxWaitMillis(WAIT_MILLIS);
      return new Pool(source, () -> source.close());
    }
  }

  /** Named as Tomcat does for a resource. */
  private static final class TomcatDbcp {
    private TomcatDbcp() {}

    static Pool open() throws Exception {
      org.apache.tomcat.dbcp.dbcp2.BasicDataSource source =
          new org.apache.tomcat.dbcp.dbcp2.BasicDataSource();
      source.setJmxName("Tomcat:type=DataSource,class=javax.sql.DataSource,name=\"" + NAME + '"');
      source.setDriverClassName(CountedDriver.class.getName());
      source.setUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setMaxTotal(MAX);
      source.setMinIdle(1);
      source.setMaxWaitMillis(WAIT_MILLIS);
      return new Pool(source, () -> source.close());
    }
  }

  /** Tomcat 7's, which no version that can be compiled against has beside the one of today. */
  private static final class TomcatDbcp1 {
    private TomcatDbcp1() {}

    static Pool open() throws Exception {
      DataSource source =
          (DataSource)
              Class.forName("org.apache.tomcat.dbcp.dbcp.BasicDataSource")
                  .getConstructor()
                  .newInstance();
      set(source, "setDriverClassName", String.class, CountedDriver.class.getName());
      set(source, "setUrl", String.class, CountedDriver.URL);
      set(source, "setUsername", String.class, USER);
      set(source, "setPassword", String.class, "");
      set(source, "setMaxActive", int.class, MAX);
      set(source, "setMinIdle", int.class, 1);
      set(source, "setMaxWait", long.class, (long) WAIT_MILLIS);
      return new Pool(source, () -> source.getClass().getMethod("close").invoke(source));
    }

    private static void set(DataSource source, String method, Class<?> type, Object value)
        throws Exception {
      source.getClass().getMethod(method, type).invoke(source, value);
    }
  }

  /** Opens connections on threads of its own. */
  private static final class C3p0 {
    private C3p0() {}

    static Pool open() throws Exception {
      ComboPooledDataSource source = new ComboPooledDataSource();
      source.setDataSourceName(NAME);
      source.setDriverClass(CountedDriver.class.getName());
      source.setJdbcUrl(CountedDriver.URL);
      source.setUser(USER);
      source.setPassword("");
      source.setMaxPoolSize(MAX);
      source.setInitialPoolSize(1);
      source.setMinPoolSize(1);
      source.setAcquireIncrement(1);
      source.setCheckoutTimeout(WAIT_MILLIS);
      return new Pool(source, () -> source.close());
    }
  }

  /** Opens connections on threads of its own. */
  private static final class Druid {
    private Druid() {}

    static Pool open() throws Exception {
      DruidDataSource source = new DruidDataSource();
      source.setName(NAME);
      source.setDriverClassName(CountedDriver.class.getName());
      source.setUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setMaxActive(MAX);
      source.setMinIdle(1);
      source.setMaxWait(WAIT_MILLIS);
      return new Pool(source, () -> source.close());
    }
  }

  /** Dynamic proxies. */
  private static final class Vibur {
    private Vibur() {}

    static Pool open() throws Exception {
      ViburDBCPDataSource source = new ViburDBCPDataSource();
      source.setName(NAME);
      source.setDriverClassName(CountedDriver.class.getName());
      source.setJdbcUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setPoolMaxSize(MAX);
      source.setPoolInitialSize(1);
      source.setConnectionTimeoutInMs(WAIT_MILLIS);
      source.start();
      return new Pool(source, () -> source.close());
    }
  }

  /** Has no name. */
  private static final class Agroal {
    private Agroal() {}

    static Pool open() throws Exception {
      AgroalDataSource source =
          AgroalDataSource.from(
              new AgroalDataSourceConfigurationSupplier()
                  .connectionPoolConfiguration(
                      pool ->
                          pool.maxSize(MAX)
                              .minSize(1)
                              .initialSize(1)
                              .acquisitionTimeout(Duration.ofMillis(WAIT_MILLIS))
                              .connectionFactoryConfiguration(
                                  factory ->
                                      factory
                                          .connectionProviderClass(CountedDriver.class)
                                          .jdbcUrl(CountedDriver.URL)
                                          .principal(new NamePrincipal(USER))
                                          .credential(new SimplePassword("")))));
      return new Pool(source, () -> source.close());
    }
  }

  /** Oracle's, over any driver. */
  private static final class Ucp {
    private Ucp() {}

    static Pool open() throws Exception {
      PoolDataSource source = PoolDataSourceFactory.getPoolDataSource();
      source.setConnectionPoolName(NAME);
      source.setConnectionFactoryClassName(CountedDriver.class.getName());
      source.setURL(CountedDriver.URL);
      source.setUser(USER);
      source.setPassword("");
      source.setMaxPoolSize(MAX);
      source.setInitialPoolSize(1);
      source.setMinPoolSize(1);
      source.setConnectionWaitTimeout(WAIT_MILLIS / 1000);
      return new Pool(
          source,
          () ->
              oracle.ucp.admin.UniversalConnectionPoolManagerImpl
                  .getUniversalConnectionPoolManager()
                  .destroyConnectionPool(NAME));
    }
  }
}
