package example.websocket.client;

import java.net.URI;

/** Connects to servers, and does with what comes what {@link Script#on} says. */
public interface Opener {
  void open(URI uri) throws Exception;
}
