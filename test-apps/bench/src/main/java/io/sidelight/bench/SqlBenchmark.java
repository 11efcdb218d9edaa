package io.sidelight.bench;

import io.sidelight.core.record.sql.SqlCache;
import io.sidelight.core.record.sql.SqlStatement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a SQL text says: for the first time, and every other time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SqlBenchmark {
  /** What an application with a mapper sends: short, with joins, and a report. */
  public enum Text {
    SHORT("SELECT name FROM products WHERE id = ?"),
    JOINS(
        "select o.id as id1_0_, o.created as created2_0_, c.name as name3_1_, l.amount as"
            + " amount4_2_ from orders o inner join customers c on o.customer_id = c.id left outer"
            + " join order_lines l on l.order_id = o.id where o.status = 'OPEN' and o.created >"
            + " '2024-01-01' order by o.created desc limit 50"),
    REPORT(
        "WITH recent AS (SELECT * FROM orders WHERE created > now() - interval '1 day'), totals AS"
            + " (SELECT customer_id, sum(amount) AS total FROM recent r JOIN order_lines l ON"
            + " l.order_id = r.id GROUP BY customer_id HAVING sum(amount) > 1000) SELECT c.name,"
            + " t.total, (SELECT count(*) FROM visits v WHERE v.customer_id = c.id AND v.kind IN"
            + " (1, 2, 3, 4, 5)) FROM customers c JOIN totals t ON t.customer_id = c.id /* weekly"
            + " report of 'sales' */ WHERE c.region = 'EMEA' ORDER BY t.total DESC");

    final String sql;

    Text(String sql) {
      this.sql = sql;
    }
  }

  @Param public Text text;

  private final SqlCache none = new SqlCache(0);
  private final SqlCache cache = new SqlCache(1 << 20);

  @Benchmark
  public SqlStatement parsed() {
    return none.get(text.sql);
  }

  @Benchmark
  public SqlStatement known() {
    return cache.get(text.sql);
  }
}
