package io.sidelight.inst.tomcat.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.inst.servlet.advice.AsyncEnd;
import io.sidelight.inst.servlet.advice.ServletCall;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/** Begins a request, as soon as Tomcat knows which application and servlet it is for. */
public final class EngineAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private EngineAdvice() {}

  public static @Nullable Object enter(Request request, Response response) {
    if (HTTP.current() != null) {
      return null;
    }
    // Tomcat uses request objects again, even those it gave up while they waited.
    RecycleAdvice.enter(request);
    TomcatCall call = new TomcatCall(request, response);
    HTTP.begin(call);
    call.begun();
    return call;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      TomcatCall call = (TomcatCall) token;
      if (thrown != null) {
        HTTP.escaped(call, ServletCall.cause(thrown));
      }
      AsyncEnd.await(HTTP, call);
    }
  }
}
