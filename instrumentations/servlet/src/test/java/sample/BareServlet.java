package sample;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/** A servlet that extends nothing. */
final class BareServlet implements Servlet {
  @Override
  public void init(ServletConfig config) {}

  @Override
  public ServletConfig getServletConfig() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void service(ServletRequest request, ServletResponse response) throws IOException {
    Text.write(response, "bare");
  }

  @Override
  public String getServletInfo() {
    return "bare";
  }

  @Override
  public void destroy() {}
}
