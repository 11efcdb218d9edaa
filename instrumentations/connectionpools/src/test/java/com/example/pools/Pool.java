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

/** A pool of two connections that waits for one second at most; each class needs its library. */
interface Pool {
  String NAME = "orders";
  String USER = "sa";
  int MAX = 2;
  int WAIT_MILLIS = 1000;

  DataSource source();

  void close() throws Exception;

  static Pool of(String kind) throws Exception {
    switch (kind) {
      case "hikari":
        return new Hikari();
      case "tomcat-jdbc":
        return new Tomcat();
      case "dbcp":
        return new Dbcp1();
      case "dbcp2":
        return new Dbcp2();
      case "tomcat-dbcp":
        return new TomcatDbcp();
      case "tomcat-dbcp1":
        return new TomcatDbcp1();
      case "c3p0":
        return new C3p0();
      case "druid":
        return new Druid();
      case "vibur":
        return new Vibur();
      case "agroal":
        return new Agroal();
      default:
        return new Ucp();
    }
  }

  /** A pool that is its own data source. */
  final class Hikari implements Pool {
    private final HikariDataSource source;

    Hikari() {
      HikariConfig config = new HikariConfig();
      config.setPoolName(NAME);
      config.setDriverClassName(CountedDriver.class.getName());
      config.setJdbcUrl(CountedDriver.URL);
      config.setUsername(USER);
      config.setPassword("");
      config.setMaximumPoolSize(MAX);
      config.setMinimumIdle(1);
      config.setConnectionTimeout(WAIT_MILLIS);
      source = new HikariDataSource(config);
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /** Dynamic proxies. */
  final class Tomcat implements Pool {
    private final org.apache.tomcat.jdbc.pool.DataSource source =
        new org.apache.tomcat.jdbc.pool.DataSource();

    Tomcat() {
      source.setName(NAME);
      source.setDriverClassName(CountedDriver.class.getName());
      source.setUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setMaxActive(MAX);
      source.setInitialSize(1);
      source.setMinIdle(1);
      source.setMaxWait(WAIT_MILLIS);
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() {
      source.close(true);
    }
  }

  /** Has no name. */
  final class Dbcp1 implements Pool {
    private final org.apache.commons.dbcp.BasicDataSource source =
        new org.apache.commons.dbcp.BasicDataSource();

    Dbcp1() {
      source.setDriverClassName(CountedDriver.class.getName());
      source.setUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setMaxActive(MAX);
      source.setMinIdle(1);
      source.setMaxWait(WAIT_MILLIS);
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() throws Exception {
      source.close();
    }
  }

  /** Named by JMX. */
  final class Dbcp2 implements Pool {
    private final org.apache.commons.dbcp2.BasicDataSource source =
        new org.apache.commons.dbcp2.BasicDataSource();

    Dbcp2() {
      source.setJmxName("com.example:type=DataSource,name=" + NAME);
      source.setDriverClassName(CountedDriver.class.getName());
      source.setUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setMaxTotal(MAX);
      source.setMinIdle(1);
      source.setMaxWaitMillis(WAIT_MILLIS);
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() throws Exception {
      source.close();
    }
  }

  /** Named as Tomcat does for a resource. */
  final class TomcatDbcp implements Pool {
    private final org.apache.tomcat.dbcp.dbcp2.BasicDataSource source =
        new org.apache.tomcat.dbcp.dbcp2.BasicDataSource();

    TomcatDbcp() {
      source.setJmxName("Tomcat:type=DataSource,class=javax.sql.DataSource,name=\"" + NAME + '"');
      source.setDriverClassName(CountedDriver.class.getName());
      source.setUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setMaxTotal(MAX);
      source.setMinIdle(1);
      source.setMaxWaitMillis(WAIT_MILLIS);
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() throws Exception {
      source.close();
    }
  }

  /** Tomcat 7's, which no version that can be compiled against has beside the one of today. */
  final class TomcatDbcp1 implements Pool {
    private final DataSource source;

    TomcatDbcp1() throws Exception {
      source =
          (DataSource)
              Class.forName("org.apache.tomcat.dbcp.dbcp.BasicDataSource")
                  .getConstructor()
                  .newInstance();
      set("setDriverClassName", String.class, CountedDriver.class.getName());
      set("setUrl", String.class, CountedDriver.URL);
      set("setUsername", String.class, USER);
      set("setPassword", String.class, "");
      set("setMaxActive", int.class, MAX);
      set("setMinIdle", int.class, 1);
      set("setMaxWait", long.class, (long) WAIT_MILLIS);
    }

    private void set(String method, Class<?> type, Object value) throws Exception {
      source.getClass().getMethod(method, type).invoke(source, value);
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() throws Exception {
      source.getClass().getMethod("close").invoke(source);
    }
  }

  /** Opens connections on threads of its own. */
  final class C3p0 implements Pool {
    private final ComboPooledDataSource source = new ComboPooledDataSource();

    C3p0() throws Exception {
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
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /** Opens connections on threads of its own. */
  final class Druid implements Pool {
    private final DruidDataSource source = new DruidDataSource();

    Druid() {
      source.setName(NAME);
      source.setDriverClassName(CountedDriver.class.getName());
      source.setUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setMaxActive(MAX);
      source.setMinIdle(1);
      source.setMaxWait(WAIT_MILLIS);
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /** Dynamic proxies. */
  final class Vibur implements Pool {
    private final ViburDBCPDataSource source = new ViburDBCPDataSource();

    Vibur() {
      source.setName(NAME);
      source.setDriverClassName(CountedDriver.class.getName());
      source.setJdbcUrl(CountedDriver.URL);
      source.setUsername(USER);
      source.setPassword("");
      source.setPoolMaxSize(MAX);
      source.setPoolInitialSize(1);
      source.setConnectionTimeoutInMs(WAIT_MILLIS);
      source.start();
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /** Has no name. */
  final class Agroal implements Pool {
    private final AgroalDataSource source;

    Agroal() throws Exception {
      source =
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
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() {
      source.close();
    }
  }

  /** Oracle's, over any driver. */
  final class Ucp implements Pool {
    private final PoolDataSource source = PoolDataSourceFactory.getPoolDataSource();

    Ucp() throws Exception {
      source.setConnectionPoolName(NAME);
      source.setConnectionFactoryClassName(CountedDriver.class.getName());
      source.setURL(CountedDriver.URL);
      source.setUser(USER);
      source.setPassword("");
      source.setMaxPoolSize(MAX);
      source.setInitialPoolSize(1);
      source.setMinPoolSize(1);
      source.setConnectionWaitTimeout(WAIT_MILLIS / 1000);
    }

    @Override
    public DataSource source() {
      return source;
    }

    @Override
    public void close() throws Exception {
      oracle.ucp.admin.UniversalConnectionPoolManagerImpl.getUniversalConnectionPoolManager()
          .destroyConnectionPool(NAME);
    }
  }
}
