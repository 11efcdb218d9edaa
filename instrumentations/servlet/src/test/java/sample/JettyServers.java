package sample;

import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.ExecutorThreadPool;

/** What all versions of Jetty have in common. */
final class JettyServers {
  private JettyServers() {}

  /** At any free port; speaks HTTP/2, too, if the libraries are there. */
  static Server server() throws ReflectiveOperationException {
    Server server =
        Site.ON_POOL_OF_THE_JDK ? new Server(new ExecutorThreadPool(Site.pool())) : new Server();
    HttpConfiguration configuration = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(configuration));
    try {
      connector.addConnectionFactory(
          (ConnectionFactory)
              Class.forName("org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory")
                  .getConstructor(HttpConfiguration.class)
                  .newInstance(configuration));
    } catch (ClassNotFoundException e) {
      // HTTP/1.1 alone.
    }
    server.addConnector(connector);
    return server;
  }
}
