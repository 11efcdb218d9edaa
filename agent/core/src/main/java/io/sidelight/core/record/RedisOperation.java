package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/** A Redis command, or several sent together: what is asked, and of which server. */
class RedisOperation {
  String command = "";
  int batchSize;

  /** How many keys or fields it asks for, as far as one reply is for all of them. */
  int keys;

  /** What its key is one of; null if it is none that is known. */
  @Nullable String template;

  /** What is answered by several replies, or by one to several commands. */
  @Nullable RedisBatch batch;

  /** Whether Redis was told to wait for something to happen. */
  boolean blocks;

  @Nullable String address;
  int port;

  void is(String newCommand, int newBatchSize, int newKeys) {
    command = newCommand;
    batchSize = newBatchSize;
    keys = newKeys;
    template = null;
    batch = null;
    blocks = false;
    address = null;
    port = -1;
  }
}
