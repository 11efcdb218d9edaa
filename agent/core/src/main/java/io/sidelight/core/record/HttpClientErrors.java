package io.sidelight.core.record;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong on the way to another server, in a word. Clients wrap the same few causes into
 * classes of their own, by which nobody could tell a refused connection from a slow answer.
 */
final class HttpClientErrors {
  static final String CANCELLED = "cancelled";

  /** Causes of causes are looked at no deeper than this: there may be a circle. */
  private static final int DEEPEST = 8;

  private HttpClientErrors() {}

  /**
   * One of {@code unknown_host}, {@code connection_refused}, {@code unreachable}, {@code timeout},
   * {@code connection_reset}, {@code tls}, {@code cancelled}; otherwise the name of the exception's
   * class.
   */
  static String type(Throwable thrown) {
    Throwable at = thrown;
    for (int i = 0; i < DEEPEST && at != null; i++) {
      // First: java.net.http wraps it into a ConnectException.
      if (at instanceof UnknownHostException || at instanceof UnresolvedAddressException) {
        return "unknown_host";
      }
      at = at.getCause();
    }
    at = thrown;
    for (int i = 0; i < DEEPEST && at != null; i++) {
      String word = word(at);
      if (word != null) {
        return word;
      }
      at = at.getCause();
    }
    return thrown.getClass().getName();
  }

  private static @Nullable String word(Throwable thrown) {
    if (isTimeout(thrown)) {
      return "timeout";
    }
    if (thrown instanceof ConnectException) {
      return "connection_refused";
    }
    if (thrown instanceof NoRouteToHostException || thrown instanceof PortUnreachableException) {
      return "unreachable";
    }
    if (isOf(thrown, "javax.net.ssl.SSLException")) {
      return "tls";
    }
    if (isReset(thrown)) {
      return "connection_reset";
    }
    if (thrown instanceof CancellationException
        || thrown instanceof InterruptedException
        || thrown instanceof InterruptedIOException) {
      return CANCELLED;
    }
    return null;
  }

  private static boolean isTimeout(Throwable thrown) {
    return thrown instanceof SocketTimeoutException
        || thrown instanceof TimeoutException
        || thrown.getClass().getName().endsWith("TimeoutException")
        || (thrown instanceof InterruptedIOException && says(thrown, "timeout"))
        || (thrown instanceof SocketException && says(thrown, "timed out"));
  }

  private static boolean isReset(Throwable thrown) {
    String name = thrown.getClass().getName();
    return thrown instanceof EOFException
        || thrown instanceof ClosedChannelException
        || name.endsWith(".NoHttpResponseException")
        || name.endsWith(".ConnectionClosedException")
        || name.endsWith(".PrematureCloseException")
        || (thrown instanceof SocketException)
        || says(thrown, "Connection reset")
        || says(thrown, "Broken pipe")
        || says(thrown, "unexpected end of stream")
        || says(thrown, "Unexpected end of file")
        || says(thrown, "received no bytes");
  }

  private static boolean says(Throwable thrown, String words) {
    String message = thrown.getMessage();
    return message != null && message.contains(words);
  }

  /** By name: the agent must not be the one that loads TLS. */
  private static boolean isOf(Throwable thrown, String className) {
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(className)) {
        return true;
      }
    }
    return false;
  }
}
