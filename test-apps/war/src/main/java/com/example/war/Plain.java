package com.example.war;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.Part;
import java.io.IOException;

/** Requests that one thread answers. */
final class Plain {
  private Plain() {}

  @WebServlet("/plain")
  public static final class PlainServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Text.write(response, "plain");
    }
  }

  @WebServlet("/prefix/*")
  public static final class PrefixServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      int length = 0;
      while (request.getInputStream().read() >= 0) {
        length++;
      }
      Text.write(response, request.getPathInfo() + " " + length);
    }
  }

  @WebFilter(urlPatterns = "/filtered", asyncSupported = true)
  public static final class MarkingFilter implements Filter {
    @Override
    public void init(FilterConfig config) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      ((HttpServletResponse) response).setHeader("X-Filtered", "yes");
      chain.doFilter(request, response);
    }

    @Override
    public void destroy() {}
  }

  @WebFilter("/refused")
  public static final class RefusingFilter implements Filter {
    @Override
    public void init(FilterConfig config) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException {
      ((HttpServletResponse) response).sendError(403);
    }

    @Override
    public void destroy() {}
  }

  @WebServlet("/filtered")
  public static final class FilteredServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Text.write(response, "filtered");
    }
  }

  @WebServlet("/forward")
  public static final class ForwardServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      request.getRequestDispatcher("/plain").forward(request, response);
    }
  }

  @WebServlet("/include")
  public static final class IncludeServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      Text.write(response, "[");
      request.getRequestDispatcher("/plain").include(request, response);
      request.getRequestDispatcher("/filtered").include(request, response);
      Text.write(response, "]");
    }
  }

  @WebServlet("/session")
  public static final class SessionServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HttpSession session = request.getSession();
      Integer visits = (Integer) session.getAttribute("visits");
      int now = visits == null ? 1 : visits + 1;
      session.setAttribute("visits", now);
      Text.write(response, "visit " + now);
    }
  }

  /** Whom the descriptor lets in. */
  @WebServlet({"/member", "/admin"})
  public static final class MemberServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Text.write(response, "welcome " + request.getRemoteUser());
    }
  }

  /** Passes on what it is given, within a session. */
  @WebServlet("/login/*")
  public static final class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.getSession();
      try {
        request.login("alice", request.getPathInfo().substring(1));
        Text.write(response, "welcome " + request.getRemoteUser());
      } catch (ServletException e) {
        Text.write(response, "refused");
      }
    }
  }

  @WebServlet("/upload")
  @MultipartConfig
  public static final class UploadServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      StringBuilder text = new StringBuilder();
      for (Part part : request.getParts()) {
        text.append(part.getName()).append(' ').append(part.getSize()).append('\n');
      }
      Text.write(response, text.toString());
    }
  }
}
