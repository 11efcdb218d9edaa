package io.sidelight.inst.httpurlconnection.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * On the methods of a connection that send or wait. They call each other, and the application calls
 * as many of them as it likes: the first begins the call, the answer or a failure ends it.
 */
public final class ConnectionAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  /** Calls between two methods of their connections. */
  private static final WeakTable<HttpURLConnection, ConnectionCall> OPEN = new WeakTable<>();

  private ConnectionAdvice() {}

  public static @Nullable Object enterConnect(Object self) {
    return enter((HttpURLConnection) self);
  }

  public static void exitConnect(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      pause((ConnectionCall) token, thrown);
    }
  }

  /**
   * The application wants to write a body.
   *
   * @param answer what the connection gives to its reader, if there is an answer already
   * @param failure what it throws from now on, if it has failed already
   */
  public static @Nullable Object enterOutput(
      Object self, @Nullable Object answer, @Nullable Object failure) {
    HttpURLConnection connection = (HttpURLConnection) self;
    return answer == null && failure == null && connection.getDoOutput() ? enter(connection) : null;
  }

  public static void exitOutput(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      ConnectionCall call = (ConnectionCall) token;
      HttpURLConnection connection = call.connection;
      if (connection != null) {
        call.method = connection.getRequestMethod();
      }
      // What is not collected in memory first goes out as it is written.
      call.sent |= returned != null && !(returned instanceof ByteArrayOutputStream);
      pause(call, thrown);
    }
  }

  public static @Nullable Object enterInput(
      Object self, @Nullable Object answer, @Nullable Object failure) {
    HttpURLConnection connection = (HttpURLConnection) self;
    return answer == null && failure == null && connection.getDoInput() ? enter(connection) : null;
  }

  public static void exitInput(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      end((ConnectionCall) token, thrown);
    }
  }

  public static @Nullable Object enterDisconnect(Object self) {
    ConnectionCall call = CLIENT.isInside() ? null : OPEN.remove((HttpURLConnection) self);
    if (call != null && call.sent) {
      CLIENT.cancel(call);
    }
    return null;
  }

  private static @Nullable ConnectionCall enter(HttpURLConnection connection) {
    if (CLIENT.isInside()) {
      return null;
    }
    ConnectionCall call = OPEN.get(connection);
    if (call == null) {
      call = new ConnectionCall(connection);
      CLIENT.begin(call);
    } else {
      call.connection = connection;
      CLIENT.resume(call);
    }
    return call;
  }

  /** The thread leaves the connection; the answer has yet to be asked for, unless it failed. */
  private static void pause(ConnectionCall call, @Nullable Throwable thrown) {
    HttpURLConnection connection = call.connection;
    if (thrown != null || connection == null) {
      end(call, thrown);
      return;
    }
    call.connection = null;
    if (!call.kept) {
      call.kept = true;
      OPEN.put(connection, call);
    }
    CLIENT.leave(call);
  }

  private static void end(ConnectionCall call, @Nullable Throwable thrown) {
    HttpURLConnection connection = call.connection;
    call.connection = null;
    int status = 0;
    if (connection != null) {
      if (call.kept) {
        OPEN.remove(connection);
      }
      status = status(connection, thrown);
    }
    CLIENT.leave(call);
    // A status of 400 or more is thrown, too, by whoever reads: that is no failure of its own.
    CLIENT.end(call, status, null, status > 0 ? null : thrown);
  }

  /** The answer's status, 0 if there is none; never makes the connection try again. */
  private static int status(HttpURLConnection connection, @Nullable Throwable thrown) {
    if (thrown instanceof HttpRetryException) {
      return ((HttpRetryException) thrown).responseCode();
    }
    if (thrown != null && !isOfStatus(thrown) && connection.getErrorStream() == null) {
      return 0;
    }
    try {
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Whether it is what the connection throws for an answer of 400 or more. */
  private static boolean isOfStatus(Throwable thrown) {
    String message = thrown.getMessage();
    return thrown instanceof FileNotFoundException
        || (message != null && message.startsWith("Server returned HTTP response code: "));
  }
}
