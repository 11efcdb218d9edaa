package io.sidelight.shop.traffic;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One listener to the order feed; connects again when it has lost its connection, and asks
 * something now and then.
 */
final class Feed {
  private final HttpClient client;
  private final URI address;
  private final Tally tally;
  private volatile @Nullable WebSocket socket;

  Feed(HttpClient client, URI address, Tally tally) {
    this.client = client;
    this.address = address;
    this.tally = tally;
  }

  /**
   * Called every few seconds: connects when there is no connection, asks for the status otherwise.
   */
  void tick() {
    WebSocket current = socket;
    if (current != null && !current.isOutputClosed()) {
      // The outcome shows in the listener.
      var unused = current.sendText("status", true);
      return;
    }
    var unused =
        client
            .newWebSocketBuilder()
            .buildAsync(address, new Listener())
            .whenComplete((opened, failure) -> socket = opened);
  }

  void close() {
    WebSocket current = socket;
    if (current != null && !current.isOutputClosed()) {
      current
          .sendClose(WebSocket.NORMAL_CLOSURE, "")
          .orTimeout(1, TimeUnit.SECONDS)
          .exceptionally(failure -> null)
          .join();
    }
  }

  private final class Listener implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      if (last) {
        tally.pushed();
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      socket = null;
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      socket = null;
    }
  }
}
