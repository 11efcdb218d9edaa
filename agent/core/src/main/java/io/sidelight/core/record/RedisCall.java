package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/** A Redis command, or several sent together, under way; see {@link RedisRecorder}. */
public final class RedisCall extends ClientCall {
  String command = "";
  int batchSize;

  /** How many keys or fields it asks for, as far as one reply is for all of them. */
  int keys;

  /** What is answered by several replies, or by one to several commands. */
  @Nullable RedisBatch batch;

  @Nullable String address;
  int port;

  RedisCall() {}

  /** Whether its one reply is the list of those to a transaction. */
  public boolean isTransaction() {
    return command.equals("EXEC");
  }

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
