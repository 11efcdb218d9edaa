package io.sidelight.shop.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** What the JSON servlets share: reading and writing bodies, and problems as JSON. */
abstract class ApiServlet extends HttpServlet {
  final transient ObjectMapper json;

  ApiServlet(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The work of one method; what it throws besides {@link HttpProblem} is the container's to
   * answer.
   */
  interface Work {
    void run() throws HttpProblem, IOException, SQLException;
  }

  final void answer(HttpServletResponse response, Work work) throws ServletException, IOException {
    try {
      work.run();
    } catch (HttpProblem problem) {
      write(response, problem.status(), Map.of("error", String.valueOf(problem.getMessage())));
    } catch (SQLException e) {
      throw new ServletException(e);
    }
  }

  final <T> T read(HttpServletRequest request, Class<T> type) throws IOException, HttpProblem {
    try {
      T body = json.readValue(request.getInputStream(), type);
      if (body == null) {
        throw new HttpProblem(HttpServletResponse.SC_BAD_REQUEST, "the body is empty");
      }
      return body;
    } catch (JacksonException e) {
      throw new HttpProblem(
          HttpServletResponse.SC_BAD_REQUEST,
          "not the JSON expected here: " + e.getOriginalMessage());
    }
  }

  final void write(HttpServletResponse response, int status, Object body) throws IOException {
    writeJson(response, status, json.writeValueAsBytes(body));
  }

  static void writeJson(HttpServletResponse response, int status, byte[] body) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json;charset=utf-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The number that ends the path, as in {@code /api/products/7}. */
  static long id(HttpServletRequest request) throws HttpProblem {
    String path = request.getPathInfo();
    try {
      return Long.parseLong(path == null ? "" : path.substring(1));
    } catch (NumberFormatException e) {
      throw new HttpProblem(HttpServletResponse.SC_NOT_FOUND, "no such address");
    }
  }
}
