package io.sidelight.payment;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.Servlet;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * Runs the payment service until it is told to end. {@code --port N} says where it listens (default
 * 8082, 0 for any free port). What it keeps is gone when it ends.
 */
public final class Payment {
  private static final int DEFAULT_PORT = 8082;
  private static final int THREADS = 4;

  private Payment() {}

  public static void main(String[] arguments) throws Exception {
    int port = DEFAULT_PORT;
    if (arguments.length == 2 && arguments[0].equals("--port")) {
      port = Integer.parseInt(arguments[1]);
    }
    JdbcConnectionPool database =
        JdbcConnectionPool.create("jdbc:h2:mem:payments;DB_CLOSE_DELAY=-1", "sa", "");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE payments (id IDENTITY PRIMARY KEY, customer VARCHAR(100), cents BIGINT)");
    }
    PaymentServlet servlet = new PaymentServlet(database, Executors.newFixedThreadPool(THREADS));
    DeploymentInfo application =
        Servlets.deployment()
            .setClassLoader(Payment.class.getClassLoader())
            .setDeploymentName("payment")
            .setContextPath("/")
            .addServlet(
                Servlets.servlet(
                        "payments",
                        PaymentServlet.class,
                        new ImmediateInstanceFactory<Servlet>(servlet))
                    .setAsyncSupported(true)
                    .addMapping("/api/payments"));
    DeploymentManager deployment = Servlets.defaultContainer().addDeployment(application);
    deployment.deploy();
    Undertow server =
        Undertow.builder().addHttpListener(port, "0.0.0.0").setHandler(deployment.start()).build();
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "payment-shutdown"));
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println("payment listening on http://localhost:" + address.getPort());
  }
}
