package members;

import jakarta.servlet.HttpConstraintElement;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** An application with closed doors, sessions, and answers of many sizes. */
public final class MemberSite implements ServletContainerInitializer {
  static final String USER = "alice";
  static final String PASSWORD = "secret";
  static final String ROLE = "member";
  static final String LOGIN_PAGE = "/login-page";
  static final String LOGIN_ERROR = "/login-error";

  @SuppressWarnings("NonFinalStaticField") // Set by main, before the server starts.
  static Runnable undeployForm = () -> {};

  @Override
  public void onStartup(Set<Class<?>> classes, ServletContext context) {
    context.declareRoles(ROLE, "admin");
    close(add(context, (q, a) -> write(a, "welcome"), "/member"), ROLE);
    close(add(context, (q, a) -> write(a, "welcome"), "/admin"), "admin");
    add(context, (q, a) -> write(a, "page"), LOGIN_PAGE);
    add(context, (q, a) -> write(a, "error"), LOGIN_ERROR);
    add(context, MemberSite::login, "/login");
    add(context, MemberSite::loginTwice, "/login-twice");
    add(context, MemberSite::authenticate, "/authenticate");
    add(context, (q, a) -> a.setStatus(401), "/own-401");
    sessions(context);
    sizes(context);
    add(
        context,
        (q, a) -> {
          undeployForm.run();
          write(a, "undeployed");
        },
        "/undeploy-form");
  }

  private static void login(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      request.login(USER, request.getParameter("password"));
      write(response, "welcome " + request.getRemoteUser());
    } catch (ServletException e) {
      write(response, "refused");
    }
  }

  /** Somebody mistypes the password, twice. */
  private static void loginTwice(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    for (int i = 0; i < 2; i++) {
      try {
        request.login(USER, "guess");
      } catch (ServletException e) {
        write(response, "refused");
      }
    }
  }

  private static void authenticate(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (request.authenticate(response)) {
      write(response, "welcome " + request.getRemoteUser());
    }
  }

  private static void sessions(ServletContext context) {
    add(context, (q, a) -> write(a, "session " + q.getSession().getId() + " "), "/session");
    add(
        context,
        (q, a) -> {
          HttpSession session = q.getSession();
          session.setMaxInactiveInterval(1);
          write(a, "short");
        },
        "/session-short");
    add(
        context,
        (q, a) -> {
          q.getSession().invalidate();
          write(a, "ended");
        },
        "/session-end");
  }

  private static void sizes(ServletContext context) {
    add(
        context,
        (q, a) -> write(a, "0123456789".repeat(Integer.parseInt(q.getParameter("tens")))),
        "/text");
    add(context, (q, a) -> write(a, "not read"), "/unread");
    add(context, (q, a) -> write(a, "read " + q.getInputStream().readAllBytes().length), "/read");
    add(context, (q, a) -> a.setStatus(304), "/same");
    add(
        context,
        (q, a) -> {
          byte[] block = new byte[8192];
          OutputStream out = a.getOutputStream();
          while (true) {
            out.write(block);
          }
        },
        "/endless");
  }

  private static void write(HttpServletResponse response, String text) throws IOException {
    response.setContentType("text/plain");
    response.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void close(ServletRegistration.Dynamic servlet, String role) {
    servlet.setServletSecurity(
        new ServletSecurityElement(new HttpConstraintElement(TransportGuarantee.NONE, role)));
  }

  private static ServletRegistration.Dynamic add(
      ServletContext context, Answer answer, String mapping) {
    ServletRegistration.Dynamic servlet = context.addServlet(mapping, new AnswerServlet(answer));
    servlet.addMapping(mapping);
    return servlet;
  }

  /** What one servlet does. */
  private interface Answer {
    void answer(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }

  private static final class AnswerServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final transient Answer answer;

    AnswerServlet(Answer answer) {
      this.answer = answer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      answer.answer(request, response);
    }
  }
}
