package sample;

import java.lang.reflect.Constructor;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
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
    server.addConnector(secure(server));
    return server;
  }

  private static ServerConnector secure(Server server) throws ReflectiveOperationException {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.addCustomizer(new SecureRequestCustomizer());
    SslContextFactory.Server keys = new SslContextFactory.Server();
    keys.setKeyStorePath(Site.KEY_STORE);
    keys.setKeyStorePassword(Site.KEY_STORE_PASSWORD);
    ConnectionFactory[] factories = {new HttpConnectionFactory(configuration)};
    // The second parameter's type is another since Jetty 10.
    for (Constructor<?> constructor : ServerConnector.class.getConstructors()) {
      Class<?>[] types = constructor.getParameterTypes();
      if (types.length == 3 && types[1].isInstance(keys) && types[2] == ConnectionFactory[].class) {
        return (ServerConnector) constructor.newInstance(server, keys, factories);
      }
    }
    throw new NoSuchMethodException("a connector with TLS");
  }

  static void tellPorts(Server server) {
    Connector[] connectors = server.getConnectors();
    System.out.println("listening at port " + ((ServerConnector) connectors[0]).getLocalPort());
    System.out.println("secure at port " + ((ServerConnector) connectors[1]).getLocalPort());
  }
}
