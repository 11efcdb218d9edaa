package example.websocket.client;

/** A connection to a server, in whatever way the client's library lets it be used. */
public interface Connection {
  void text(String text) throws Exception;

  void binary(int size) throws Exception;

  void ping(int size) throws Exception;

  /** Sends a text in two parts. */
  void parts(String first, String second) throws Exception;

  void close(int code) throws Exception;
}
