package io.sidelight.core.trace;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * A connection whose every operation ends in time: connecting, writing and reading share one
 * deadline, which a socket of {@code java.net} knows of a single read only. For use by one thread,
 * but for {@link #stop}.
 */
final class PlainConnection implements AnswerReader.Source, Closeable {
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;

  /** Read from, unless something is being written. */
  private final ByteBuffer buffer;

  private long deadlineNanos;
  private volatile boolean stopped;

  /**
   * Not connected yet.
   *
   * @param buffer this connection's for as long as it is used
   */
  PlainConnection(ByteBuffer buffer) throws IOException {
    this.buffer = buffer;
    channel = SocketChannel.open();
    Selector opened = null;
    try {
      opened = Selector.open();
      channel.configureBlocking(false);
      // The end of a request is not to wait until its beginning was acknowledged.
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      key = channel.register(opened, 0);
    } catch (IOException | RuntimeException e) {
      channel.close();
      if (opened != null) {
        opened.close();
      }
      throw e;
    }
    selector = opened;
  }

  /** What begins now has time until then. */
  void deadline(long nanos) {
    deadlineNanos = nanos;
  }

  void connect(InetSocketAddress address) throws IOException {
    buffer.clear().flip();
    boolean connected = channel.connect(address);
    while (!connected) {
      await(SelectionKey.OP_CONNECT);
      connected = channel.finishConnect();
    }
  }

  /** Whether the server has neither closed it, nor said what nobody has asked for. */
  boolean isIdle() throws IOException {
    if (buffer.hasRemaining()) {
      return false;
    }
    buffer.clear();
    int count = channel.read(buffer);
    buffer.flip();
    return count == 0;
  }

  /** Writes these one after the other. */
  void write(byte[] head, byte[] body, int bodyLength) throws IOException {
    buffer.clear();
    put(head, head.length);
    put(body, bodyLength);
    flush();
    buffer.clear().flip();
  }

  private void put(byte[] bytes, int length) throws IOException {
    for (int from = 0; from < length; ) {
      if (!buffer.hasRemaining()) {
        flush();
        buffer.clear();
      }
      int count = Math.min(buffer.remaining(), length - from);
      buffer.put(bytes, from, count);
      from += count;
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      if (channel.write(buffer) == 0) {
        await(SelectionKey.OP_WRITE);
      } else {
        failIfLate();
      }
    }
  }

  @Override
  public int next() throws IOException {
    if (!buffer.hasRemaining()) {
      buffer.clear();
      int count = channel.read(buffer);
      while (count == 0) {
        await(SelectionKey.OP_READ);
        count = channel.read(buffer);
      }
      buffer.flip();
      if (count < 0) {
        return -1;
      }
      failIfLate();
    }
    return buffer.get() & 0xff;
  }

  private void await(int operation) throws IOException {
    if (key.interestOps() != operation) {
      key.interestOps(operation);
    }
    failIfLate();
    // An interrupt, for which nobody has a reason, would close the channel.
    Thread.interrupted();
    selector.select(1 + TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime()));
    selector.selectedKeys().clear();
  }

  private void failIfLate() throws SocketTimeoutException {
    if (stopped || deadlineNanos - System.nanoTime() <= 0) {
      throw new SocketTimeoutException("cut off");
    }
  }

  /** Has what is under way fail. For any thread. */
  void stop() {
    stopped = true;
    selector.wakeup();
  }

  @Override
  public void close() {
    try (Selector closed = selector) {
      channel.close();
    } catch (IOException e) {
      // There is nobody whom it concerns.
    }
  }
}
