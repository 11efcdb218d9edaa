package example.websocket;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Set;

/** Who asks for {@code /login} is known by a session until {@code /logout}. */
public final class Members implements ServletContainerInitializer {
  @Override
  public void onStartup(Set<Class<?>> classes, ServletContext context) {
    // Before the filter that shakes hands.
    context
        .addFilter("members", new Login())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }

  private static final class Login implements Filter {
    @Override
    public void init(FilterConfig config) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      HttpServletRequest http = (HttpServletRequest) request;
      if (http.getRequestURI().endsWith("/login")) {
        http.getSession(true);
      } else if (http.getSession(false) == null) {
        chain.doFilter(request, response);
      } else if (http.getRequestURI().endsWith("/logout")) {
        http.getSession(false).invalidate();
      } else {
        chain.doFilter(new Member(http), response);
      }
    }

    @Override
    public void destroy() {}
  }

  private static final class Member extends HttpServletRequestWrapper {
    Member(HttpServletRequest request) {
      super(request);
    }

    @Override
    public Principal getUserPrincipal() {
      return () -> "a member";
    }
  }
}
