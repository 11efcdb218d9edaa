package io.sidelight.inst.jdbc.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sidelight.core.record.DbServer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

  /** In every URL below, what must never be shown. */
  private static final String[] SECRETS = {"scott", "tiger"};

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "jdbc:postgresql://db.example:5433/shop?user=scott&password=tiger -> postgresql shop at db.example:5433",
        "jdbc:postgresql://db.example/shop -> postgresql shop at db.example:5432",
        "jdbc:postgresql://h1:5433,h2:5434/shop?targetServerType=any -> postgresql shop at h1:5433",
        "jdbc:postgresql://[::1]:5433/shop -> postgresql shop at ::1:5433",
        "jdbc:postgresql://[2001:db8::7]/shop -> postgresql shop at 2001:db8::7:5432",
        "jdbc:postgresql://[::1]:5433,[::2]:5434/shop -> postgresql shop at ::1:5433",
        "jdbc:postgresql:shop -> postgresql shop",
        "jdbc:postgresql:///shop -> postgresql shop",
        "jdbc:postgresql://db.example -> postgresql at db.example:5432",
        "JDBC:PostgreSQL://db.example/shop -> postgresql shop at db.example:5432",
        "jdbc:mysql://db.example:3307/shop?user=scott&password=tiger -> mysql shop at db.example:3307",
        "jdbc:mysql://scott:tiger@db.example:3307/shop -> mysql shop at db.example:3307",
        "jdbc:mysql://scott:tig@tiger@db.example/shop -> mysql shop at db.example:3306",
        "jdbc:mysql://scott:ti/tiger@db.example/shop -> mysql shop at db.example:3306",
        "jdbc:mysql:loadbalance://h1:3307,h2:3308/shop -> mysql shop at h1:3307",
        "jdbc:mysql://scott:tiger@[h1:3307,h2:3308]/shop -> mysql shop at h1:3307",
        "jdbc:mysql://address=(host=h1)(port=3307)(user=scott)(password=tiger)/shop -> mysql shop at h1:3307",
        "jdbc:mysql://(host=h1,port=3307,user=scott,password=tiger)/shop -> mysql shop at h1:3307",
        "jdbc:mariadb://db.example/shop -> mariadb shop at db.example:3306",
        "jdbc:mariadb:replication://h1,h2/shop?user=scott -> mariadb shop at h1:3306",
        "jdbc:sqlserver://db.example:1434;databaseName=shop;user=scott;password=tiger -> microsoft.sql_server shop at db.example:1434",
        "jdbc:sqlserver://db.example\\one;databaseName=shop -> microsoft.sql_server one|shop at db.example:1433",
        "jdbc:sqlserver://db.example\\one:1435;database=shop -> microsoft.sql_server one|shop at db.example:1435",
        "jdbc:sqlserver://;serverName=db.example;port=1436;databaseName=shop -> microsoft.sql_server shop at db.example:1436",
        "jdbc:jtds:sqlserver://db.example:1433/shop;instance=x;user=scott;password=tiger -> microsoft.sql_server shop at db.example:1433",
        "jdbc:oracle:thin:@db.example:1522:SHOP -> oracle.db SHOP at db.example:1522",
        "jdbc:oracle:thin:scott/tiger@db.example:1522:SHOP -> oracle.db SHOP at db.example:1522",
        "jdbc:oracle:thin:scott/tiger@//db.example:1522/shop.svc -> oracle.db shop.svc at db.example:1522",
        "jdbc:oracle:thin:scott/tiger@db.example/shop -> oracle.db shop at db.example:1521",
        "jdbc:oracle:thin:@tcps://db.example:2484/shop?wallet_location=tiger -> oracle.db shop at db.example:2484",
        "jdbc:oracle:thin:scott/tiger@SHOP_ALIAS -> oracle.db SHOP_ALIAS",
        "jdbc:oracle:thin:scott/tiger@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db.example)(PORT=1522))(CONNECT_DATA=(SERVICE_NAME=shop))) -> oracle.db shop at db.example:1522",
        "jdbc:oracle:oci:scott/tiger@db.example:1522:SHOP -> oracle.db SHOP at db.example:1522",
        "jdbc:oracle:thin:scott/tiger -> oracle.db",
        "jdbc:db2://db.example:50001/SHOP:user=scott;password=tiger; -> ibm.db2 SHOP at db.example:50001",
        "jdbc:db2:SHOP -> ibm.db2 SHOP",
        "jdbc:h2:mem:shop;MODE=PostgreSQL;USER=scott;PASSWORD=tiger -> h2database shop",
        "jdbc:h2:mem: -> h2database",
        "jdbc:h2:~/data/shop -> h2database shop",
        "jdbc:h2:file:C:\\data\\shop -> h2database shop",
        "jdbc:h2:./shop;PASSWORD=tiger -> h2database shop",
        "jdbc:h2:tcp://db.example:9093/~/data/shop;USER=scott -> h2database shop at db.example:9093",
        "jdbc:h2:tcp://db.example/mem:shop -> h2database shop at db.example:9092",
        "jdbc:h2:ssl://[::1]/shop -> h2database shop at ::1:9092",
        "jdbc:hsqldb:mem:shop -> hsqldb shop",
        "jdbc:hsqldb:file:/data/shop;user=scott;password=tiger -> hsqldb shop",
        "jdbc:hsqldb:hsql://db.example/shop -> hsqldb shop at db.example:9001",
        "jdbc:derby:memory:shop;create=true;user=scott -> derby shop",
        "jdbc:derby:/data/shop;password=tiger -> derby shop",
        "jdbc:derby:;databaseName=shop;user=scott -> derby shop",
        "jdbc:derby://db.example:1528/shop;user=scott -> derby shop at db.example:1528",
        "jdbc:sqlite:/data/shop.db -> sqlite shop.db",
        "jdbc:sqlite::memory: -> sqlite",
        "jdbc:clickhouse://db.example/shop?user=scott -> clickhouse shop at db.example:8123",
        "jdbc:clickhouse:http://db.example:8124/shop -> clickhouse shop at db.example:8124",
        "jdbc:ch:https://scott:tiger@db.example:8443/shop -> clickhouse shop at db.example:8443",
        "jdbc:redshift://db.example:5439/shop -> aws.redshift shop at db.example:5439",
        "jdbc:sap://db.example:30015/?databaseName=SHOP&user=scott&password=tiger -> sap.hana SHOP at db.example:30015",
        // Malformed; what is certain is taken, a user or password never.
        "jdbc:postgresql://db.example:port/shop -> postgresql shop",
        "jdbc:postgresql://db.example:99999/shop -> postgresql shop",
        "jdbc:postgresql:// -> postgresql",
        "jdbc:mysql://scott:ti?tiger@db.example/shop -> mysql",
        "jdbc:postgresql://[::1 -> postgresql at ::1:5432",
        "jdbc:mysql://scott:tiger@ -> mysql",
      })
  void saysWhereItLeads(String url, String where) {
    DbServer server = JdbcUrl.parse(url);

    assertEquals(where, server.toString());
    for (String secret : SECRETS) {
      assertFalse(server.toString().contains(secret), server.toString());
    }
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "jdbc:",
        "jdbc:postgresql",
        "jdbc:postgresqlx://db.example/shop",
        "jdbc:p6spy:postgresql://scott:tiger@db.example/shop",
        "postgresql://db.example/shop",
      })
  void anythingElseIsUnknown(String url) {
    assertSame(DbServer.UNKNOWN, JdbcUrl.parse(url));
  }

  /** Whatever is thrown at it, it answers, and shows nothing that stands before an at sign. */
  @Test
  void survivesAnyText() {
    String[] pieces = {
      "//",
      "/",
      ":",
      ";",
      "?",
      "&",
      "@",
      "=",
      "(",
      ")",
      "[",
      "]",
      ",",
      "\\",
      "host",
      "5432",
      "mem:",
      "file:",
      "databaseName=",
      "port=",
      "address=(host="
    };
    String[] starts = {"postgresql", "mysql", "sqlserver", "oracle", "db2", "h2", "derby", "sap"};
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder url = new StringBuilder("jdbc:");
      url.append(starts[random.nextInt(starts.length)]).append(':');
      for (int piece = random.nextInt(12); piece > 0; piece--) {
        url.append(pieces[random.nextInt(pieces.length)]);
      }
      assertFalse(JdbcUrl.parse(url.toString()).toString().contains("@"), url.toString());
    }
  }
}
