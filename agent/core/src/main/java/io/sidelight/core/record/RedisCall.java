package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/** An operation that a thread awaits the end of; see {@link RedisRecorder}. */
public final class RedisCall extends ClientCall {
  final RedisOperation operation = new RedisOperation();

  RedisCall(ThreadState thread) {
    super(thread);
  }

  /** Whether its one reply is the list of those to a transaction. */
  public boolean isTransaction() {
    return operation.command.equals("EXEC");
  }

  /** It waits for something to happen, as far as its name alone does not say so: {@code XREAD}. */
  public void blocks() {
    operation.blocks = true;
  }

  /**
   * Where the command goes.
   *
   * @param address {@code server.address}
   * @param port {@code server.port}, or -1
   */
  public void server(@Nullable String address, int port) {
    operation.address = address;
    operation.port = port;
  }
}
