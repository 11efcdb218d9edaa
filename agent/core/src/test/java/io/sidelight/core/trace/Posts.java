package io.sidelight.core.trace;

import java.io.IOException;
import java.net.URL;
import java.util.Map;
import java.util.TreeMap;

/** What the tests of transports share. */
final class Posts {
  private Posts() {}

  /**
   * @param own whether over a connection of our own
   */
  static Transport transport(boolean own, String url) throws IOException {
    Map<String, String> headers = new TreeMap<>(Map.of("Accept", "a/b", "X", "y"));
    URL at = new URL(url);
    return own ? new SocketTransport(at, headers) : new UrlTransport(at, headers);
  }

  static RequestBody body(int bytes) throws IOException {
    ProtoWriter writer = new ProtoWriter();
    writer.string(1, "x".repeat(bytes - 5));
    return RequestBody.of(writer, false);
  }
}
