package io.sidelight.inst.glassfish.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.io.InputBuffer;
import org.jspecify.annotations.Nullable;

/** Where more of a request's body comes in. This class may have another loader than the call's. */
public final class ReadAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private ReadAdvice() {}

  public static void append(InputBuffer buffer, @Nullable HttpContent content) {
    received(buffer, content);
  }

  public static Object enter(InputBuffer buffer) {
    return buffer;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && returned instanceof HttpContent) {
      received(token, (HttpContent) returned);
    }
  }

  private static void received(Object buffer, @Nullable HttpContent content) {
    if (content != null) {
      HTTP.received(buffer, content.getContent().remaining());
    }
  }
}
