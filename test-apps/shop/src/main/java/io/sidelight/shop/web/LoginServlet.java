package io.sidelight.shop.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.shop.store.Users;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/login}: starts a session for a user who knows the password, 401 otherwise. */
final class LoginServlet extends ApiServlet {
  /** The session attribute that holds the name of the user. */
  static final String USER = "user";

  private final transient Users users;

  LoginServlet(ObjectMapper json, Users users) {
    super(json);
    this.users = users;
  }

  /** The body: {@code {"user":"demo","password":"demo"}}. */
  record Credentials(@Nullable String user, @Nullable String password) {}

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    answer(
        response,
        () -> {
          Credentials credentials = read(request, Credentials.class);
          String user = credentials.user();
          String password = credentials.password();
          if (user == null || password == null) {
            throw new HttpProblem(
                HttpServletResponse.SC_BAD_REQUEST, "user and password are needed");
          }
          if (!users.verify(user, password)) {
            throw new HttpProblem(
                HttpServletResponse.SC_UNAUTHORIZED, "unknown user or wrong password");
          }
          request.getSession().setAttribute(USER, user);
          write(response, HttpServletResponse.SC_OK, Map.of("user", user));
        });
  }
}
