package io.sidelight.inst.jaxrs.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import java.util.List;
import org.glassfish.jersey.uri.UriTemplate;
import org.jspecify.annotations.Nullable;

/** On the end of Jersey's search for who handles a request. */
public final class JerseyAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private JerseyAdvice() {}

  /**
   * @param templates of resource, locators and method, the last one first
   */
  public static void enter(@Nullable Object templates) {
    if (HTTP.current() == null || !(templates instanceof List)) {
      return;
    }
    List<?> all = (List<?>) templates;
    String route = "";
    for (int i = all.size() - 1; i >= 0; i--) {
      route = Templates.join(route, ((UriTemplate) all.get(i)).getTemplate());
    }
    HTTP.route(route);
  }
}
