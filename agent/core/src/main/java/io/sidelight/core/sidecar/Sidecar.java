package io.sidelight.core.sidecar;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The second HTTP port of the process: {@code /metrics} for Prometheus (text and OpenMetrics by
 * negotiation, gzip, {@code ?name[]=}) and {@code /healthz}. Its threads are daemons.
 */
public final class Sidecar implements Closeable {
  private final HttpServer server;
  private final String host;

  private Sidecar(HttpServer server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Listens and answers. To be called from a daemon thread, since the server's own thread becomes
   * one only so.
   *
   * @param port 0 for any that is free
   * @param metrics answers {@code /metrics}
   * @throws IOException if the address cannot be listened on
   */
  public static Sidecar start(String host, int port, HttpHandler metrics) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException("unknown host " + host);
    }
    HttpServer server = HttpServer.create(address, 16);
    server.createContext("/", new Pages(metrics));
    server.setExecutor(new SidecarThreads());
    server.start();
    return new Sidecar(server, host);
  }

  /** For instance {@code http://0.0.0.0:9464}. */
  public String address() {
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "http://" + shown + ":" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
