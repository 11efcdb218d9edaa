package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/** A Redis command, or several sent together, under way; see {@link RedisRecorder}. */
public final class RedisCall extends ClientCall {
  String command = "";
  int batchSize;
  @Nullable String address;
  int port;

  RedisCall() {}

  /**
   * Where the command goes.
   *
   * @param serverAddress {@code server.address}
   * @param serverPort {@code server.port}, or -1
   */
  public void server(@Nullable String serverAddress, int serverPort) {
    address = serverAddress;
    port = serverPort;
  }
}
