package sample;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an application can see of the world around a request. */
final class Visible {
  private Visible() {}

  static String of(HttpServletRequest request, HttpServletResponse response) {
    Properties properties = System.getProperties();
    StringBuilder text = new StringBuilder();
    line(text, "request attributes", Collections.list(request.getAttributeNames()));
    line(text, "request headers", Collections.list(request.getHeaderNames()));
    line(text, "response headers", List.copyOf(response.getHeaderNames()));
    line(text, "context", Collections.list(request.getServletContext().getAttributeNames()));
    line(text, "parameters", List.copyOf(request.getParameterMap().keySet()));
    line(text, "properties", List.copyOf(properties.stringPropertyNames()));
    line(text, "filters", names(request.getServletContext().getFilterRegistrations()));
    line(text, "servlets", names(request.getServletContext().getServletRegistrations()));
    text.append("classes ").append(request.getClass().getName());
    text.append(' ').append(response.getClass().getName()).append('\n');
    text.append("loader ").append(Thread.currentThread().getContextClassLoader() != null);
    text.append("\nthread ").append(Thread.currentThread().getName().replaceAll("[0-9]+", "n"));
    text.append("\nhandler ").append(Thread.getDefaultUncaughtExceptionHandler() != null);
    text.append("\nmethods ").append(BareServlet.class.getDeclaredMethods().length);
    text.append("\nfields ").append(BareServlet.class.getDeclaredFields().length);
    text.append("\nstack");
    for (StackTraceElement element : new Throwable().getStackTrace()) {
      text.append('\n').append(element.getClassName()).append('.').append(element.getMethodName());
    }
    return text.append('\n').toString();
  }

  private static List<String> names(java.util.Map<String, ?> registrations) {
    return List.copyOf(new TreeMap<>(registrations).keySet());
  }

  private static void line(StringBuilder text, String title, List<String> names) {
    text.append(title).append(' ').append(new TreeSet<>(names)).append('\n');
  }

  /** The container's own word on what matched, where it has one (Servlet 4). */
  static String mapping(HttpServletRequest request) throws ReflectiveOperationException {
    try {
      Object mapping = HttpServletRequest.class.getMethod("getHttpServletMapping").invoke(request);
      Class<?> type = HttpServletRequest.class.getMethod("getHttpServletMapping").getReturnType();
      return String.valueOf(type.getMethod("getPattern").invoke(mapping));
    } catch (NoSuchMethodException e) {
      return "unknown";
    }
  }
}
