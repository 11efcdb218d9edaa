package sample;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.ExecutorThreadPool;

/** What all versions of Jetty have in common. */
final class JettyServers {
  private JettyServers() {}

  /** At any free port. */
  static Server server() {
    if (!Site.ON_POOL_OF_THE_JDK) {
      return new Server(0);
    }
    Server server = new Server(new ExecutorThreadPool(Site.pool()));
    server.addConnector(new ServerConnector(server));
    return server;
  }
}
