package io.sidelight.inst.springmvc.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import javax.servlet.ServletException;
import org.jspecify.annotations.Nullable;

/** Where Spring looks for somebody who makes an answer of what a handler has thrown. */
public final class HandledAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private HandledAdvice() {}

  public static @Nullable Object enter(Throwable thrown) {
    Throwable cause = thrown.getCause();
    // An Error comes wrapped.
    HTTP.handled(thrown instanceof ServletException && cause instanceof Error ? cause : thrown);
    return null;
  }
}
