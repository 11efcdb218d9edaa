package io.sidelight.inst.vertx.advice;

import io.sidelight.core.record.Recorders;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Where vertx-web comes to a route that matches, and where it learns of a failure. The request is
 * found by its connection: a handler may go on from any thread.
 */
public final class RouteAdvice {
  private RouteAdvice() {}

  public static @Nullable Object enterRoute(Object argument) {
    RoutingContext context = (RoutingContext) argument;
    VertxCall call = RequestAdvice.call(context.request());
    Route route = call == null ? null : context.currentRoute();
    if (call != null && route != null) {
      call.routed(context.mountPoint(), route.getPath());
    }
    return null;
  }

  public static @Nullable Object enterFail(Object context, @Nullable Object thrown) {
    VertxCall call = RequestAdvice.call(((RoutingContext) context).request());
    if (call != null && thrown != null) {
      Recorders.httpServer().handled(call, (Throwable) thrown);
    }
    return null;
  }
}
