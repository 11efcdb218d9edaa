package sample;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** The filters of the sample site. */
final class Filters {
  private Filters() {}

  /** Filters of Servlet 3 must have all methods. */
  private abstract static class Base implements Filter {
    @Override
    public void init(FilterConfig config) {}

    @Override
    public void destroy() {}
  }

  /** Sets a header and goes on. */
  static final class Marking extends Base {
    private final String header;

    Marking(String header) {
      this.header = header;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      ((HttpServletResponse) response).setHeader(header, "1");
      chain.doFilter(request, response);
    }
  }

  /** Goes on with other objects than it was given. */
  static final class Wrapping extends Base {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      HttpServletRequestWrapper wrapped =
          new HttpServletRequestWrapper((HttpServletRequest) request) {
            @Override
            public String getHeader(String name) {
              return name.equals("X-Wrapped") ? "yes" : super.getHeader(name);
            }

            @Override
            public String getMethod() {
              return "PATCH";
            }
          };
      chain.doFilter(wrapped, new HttpServletResponseWrapper((HttpServletResponse) response));
    }
  }

  /** Answers itself. */
  static final class Refusing extends Base {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException {
      ((HttpServletResponse) response).sendError(403);
    }
  }

  /** Fails before any servlet. */
  static final class Failing extends Base {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) {
      throw new IllegalArgumentException("filter");
    }
  }
}
