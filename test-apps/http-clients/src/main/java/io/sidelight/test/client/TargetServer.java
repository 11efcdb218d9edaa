package io.sidelight.test.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP/1.1 server that answers as its paths say, and misbehaves as no library's would: it resets
 * connections before and in the middle of an answer. It remembers what it was sent. Thread-safe.
 */
public final class TargetServer implements AutoCloseable {

  /** A request as it came over the wire; {@code headers} are "name: value", names in lower case. */
  public record Received(String method, String target, List<String> headers) {
    /** All values of a header. */
    public List<String> values(String name) {
      String start = name + ": ";
      return headers.stream()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()))
          .toList();
    }
  }

  private final ServerSocket socket;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  // Guarded by this.
  private final List<Received> received = new ArrayList<>();

  private TargetServer(ServerSocket socket) {
    this.socket = socket;
  }

  public static TargetServer start() {
    try {
      ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
      TargetServer server = new TargetServer(socket);
      thread(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** The requests so far whose target holds the text, in order of arrival. */
  public synchronized List<Received> received(String part) {
    return received.stream().filter(one -> one.target().contains(part)).toList();
  }

  public synchronized void clear() {
    received.clear();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "target");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connection.setTcpNoDelay(true);
        connections.add(connection);
        thread(() -> serve(connection));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      while (answer(connection, in, out)) {}
    } catch (IOException e) {
      // The client has gone.
    } finally {
      connections.remove(connection);
    }
  }

  /** Whether there may be another request on the connection. */
  private boolean answer(Socket connection, InputStream in, OutputStream out) throws IOException {
    String line = line(in);
    String[] first = line.split(" ", 3);
    List<String> headers = new ArrayList<>();
    int length = 0;
    boolean chunked = false;
    for (line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).trim();
      headers.add(name + ": " + value);
      if (name.equals("content-length")) {
        length = Integer.parseInt(value);
      }
      chunked |= name.equals("transfer-encoding") && value.equalsIgnoreCase("chunked");
    }
    byte[] body = chunked ? chunks(in) : in.readNBytes(length);
    String path = first[1].split("\\?")[0];
    synchronized (this) {
      received.add(new Received(first[0], first[1], headers));
    }
    return respond(connection, out, first[0], path, first[1], body);
  }

  private boolean respond(
      Socket connection, OutputStream out, String method, String path, String target, byte[] body)
      throws IOException {
    switch (path) {
      case "/hang":
        // Until the client gives up: there is nothing more to read.
        return connection.getInputStream().read() >= 0;
      case "/reset":
        connection.setSoLinger(true, 0);
        return false;
      case "/cut":
        write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nonly this");
        // The client must have seen the head before the reset throws away what it has not read.
        pause();
        connection.setSoLinger(true, 0);
        return false;
      case "/redirect":
        String query = target.substring(target.indexOf('?'));
        write(out, "HTTP/1.1 302 Found\r\nLocation: /ok" + query + "\r\nContent-Length: 0\r\n\r\n");
        return true;
      case "/chunked":
        write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        write(out, "5\r\nfirst\r\n6\r\nsecond\r\n0\r\n\r\n");
        return true;
      case "/echo":
        write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
        out.write(body);
        out.flush();
        return true;
      default:
        status(out, method, path);
        return true;
    }
  }

  private static void status(OutputStream out, String method, String path) throws IOException {
    int slash = path.lastIndexOf('/');
    String status = path.equals("/ok") ? "200" : path.substring(slash + 1);
    String text = path.startsWith("/bare") || status.equals("204") ? "" : "this is " + path;
    String length = status.equals("204") ? "" : "Content-Length: " + text.length() + "\r\n";
    String shown = method.equals("HEAD") ? "" : text;
    write(out, "HTTP/1.1 " + status + " Word\r\n" + length + "\r\n" + shown);
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line(in).split(";")[0].trim(), 16);
      body.write(in.readNBytes(length));
      line(in);
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
