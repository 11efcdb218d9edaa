package io.sidelight.inst.jdkhttpserver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** HTTP as bytes: clients with more comfort ask again when a connection is closed unanswered. */
record Wire(int port, boolean encrypted) {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 (\\d{3})");

  /** Sends the text and returns all that comes until the server closes the connection. */
  String exchange(String text) {
    try (Socket socket = connect()) {
      send(socket, text);
      return readAll(socket);
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(text, e);
    }
  }

  private Socket connect() throws IOException, GeneralSecurityException {
    if (!encrypted) {
      return new Socket("127.0.0.1", port);
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, null);
    return context.getSocketFactory().createSocket("127.0.0.1", port);
  }

  static void send(Socket socket, String text) throws IOException {
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  static String readAll(Socket socket) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    try {
      InputStream in = socket.getInputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        bytes.write(chunk, 0, n);
      }
    } catch (SocketException | javax.net.ssl.SSLException e) {
      // A server that gives up resets the connection; what came before counts.
      return bytes.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** The status of the answer; 0 if there is none. */
  static int status(String answer) {
    Matcher matcher = STATUS_LINE.matcher(answer);
    return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
