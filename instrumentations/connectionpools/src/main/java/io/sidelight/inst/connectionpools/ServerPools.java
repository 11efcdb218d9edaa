package io.sidelight.inst.connectionpools;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;
import static io.sidelight.inst.connectionpools.PoolInstrumentation.closing;

import io.sidelight.core.weave.Argument;
import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/**
 * The pools behind the data sources of application servers. Hooked at the pool, not at the data
 * source: there may be a new one of these at each look-up, and what it lends may be given back at
 * the end of a transaction, long after it was closed.
 */
final class ServerPools {
  private static final String JACAMAR = "org/jboss/jca/core/connectionmanager/";
  private static final String LISTENER = "L" + JACAMAR + "listener/ConnectionListener;";
  private static final String MANAGED = "org.jboss.jca.core.connectionmanager.pool.mcp.";
  private static final String SHARED = "(Lcom/ibm/ws/j2c/MCWrapper;Ljava/lang/Object;Z)V";

  private ServerPools() {}

  static List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("org.jboss.jca.core.connectionmanager.pool.AbstractPool")
            .weave(
                jacamar("javax"),
                jacamar("jakarta"),
                overloads("returnConnection", "ReturnAdvice").enter("enter", arg(0)),
                closing("shutdown")),
        ClassRule.named(
                MANAGED + "SemaphoreConcurrentLinkedDequeManagedConnectionPool",
                MANAGED + "SemaphoreArrayListManagedConnectionPool",
                MANAGED + "LeakDumperManagedConnectionPool")
            .weave(jacamarOpening("javax"), jacamarOpening("jakarta")),
        ClassRule.named("com.ibm.ejs.j2c.PoolManager")
            .weave(
                overloads("reserve", "AdapterPoolAdvice")
                    .enter("borrow", self(), arg(0))
                    .exit("exit"),
                method("release", SHARED, "ReturnAdvice").enter("enter", arg(0)),
                closing("serverShutDown")),
        ClassRule.named("com.sun.enterprise.resource.pool.ConnectionPool")
            .weave(
                overloads("getResource", "AdapterPoolAdvice")
                    .enter("allocate", self(), arg(1))
                    .exit("exit"),
                overloads("createSingleResource", "AdapterPoolAdvice")
                    .enter("openAllocated", self(), arg(0))
                    .exit("opened"),
                freeing("freeResource"),
                freeing("resourceErrorOccurred"),
                closing("emptyPool")),
        ClassRule.named("com.sun.enterprise.resource.pool.AssocWithThreadResourcePool")
            .weave(freeing("freeUnenlistedResource")));
  }

  /**
   * @param space what the server's Jakarta EE begins with
   */
  private static MethodRule jacamar(String space) {
    String parameters = "L" + space + "/transaction/Transaction;" + request(space);
    return method("getConnection", "(" + parameters + ")" + LISTENER, "AdapterPoolAdvice")
        .enter("borrow", self(), factory(space))
        .exit("exit");
  }

  private static MethodRule jacamarOpening(String space) {
    return method(
            "createConnectionEventListener",
            "(" + request(space) + ")" + LISTENER,
            "AdapterPoolAdvice")
        .enter("open", field("pool", "L" + JACAMAR + "pool/api/Pool;"), factory(space))
        .exit("opened");
  }

  private static String request(String space) {
    return "Ljavax/security/auth/Subject;L" + space + "/resource/spi/ConnectionRequestInfo;";
  }

  private static Argument factory(String space) {
    return field("mcf", "L" + space + "/resource/spi/ManagedConnectionFactory;");
  }

  private static MethodRule freeing(String name) {
    return overloads(name, "ReturnAdvice").enter("enter", arg(0));
  }
}
