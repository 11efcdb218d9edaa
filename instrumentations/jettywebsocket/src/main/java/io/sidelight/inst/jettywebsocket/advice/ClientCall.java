package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.HandshakeCall;
import io.sidelight.core.record.WebSocketConnection;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The request that a client's connection begins with. */
final class ClientCall extends HandshakeCall {
  private static final String MUTABLE = "org.eclipse.jetty.http.HttpFields$Mutable";

  private final Map<String, String> headers = new LinkedHashMap<>();

  ClientCall(URI uri, WebSocketConnection connection) {
    super(uri, connection);
  }

  /**
   * Adds the headers that carry the trace to a request of Jetty's client. By reflection: the
   * request's type has another package since Jetty 12, and that of its headers was a class before.
   */
  void carryIn(Object request) throws Exception {
    Consumer<Object> adding = fields -> headers.forEach((name, value) -> put(fields, name, value));
    for (Method method : request.getClass().getMethods()) {
      if (method.getName().equals("headers")
          && method.getParameterCount() == 1
          && method.getParameterTypes()[0] == Consumer.class) {
        method.invoke(request, adding);
        return;
      }
    }
    // Jetty 9.4 takes them one by one.
    Method header = request.getClass().getMethod("header", String.class, String.class);
    for (Map.Entry<String, String> entry : headers.entrySet()) {
      header.invoke(request, entry.getKey(), entry.getValue());
    }
  }

  private static void put(Object fields, String name, String value) {
    try {
      // The class of what is there need not be public.
      Class.forName(MUTABLE, false, fields.getClass().getClassLoader())
          .getMethod("put", String.class, String.class)
          .invoke(fields, name, value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void header(String name, String value) {
    headers.put(name, value);
  }
}
