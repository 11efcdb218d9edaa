package com.example.war;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Uses the server's own data source, where it has one. */
final class Data {
  /** What those that hold a connection wait for. */
  private static final Semaphore RELEASES = new Semaphore(0);

  private Data() {}

  private static DataSource source() throws NamingException {
    try {
      return (DataSource) find("java:comp/DefaultDataSource");
    } catch (NameNotFoundException e) {
      // Of Jakarta EE's web profile, TomEE has all but this.
      return (DataSource) find("java:openejb/Resource/DefaultDB");
    }
  }

  /**
   * @param name known here, and nobody else's
   */
  @SuppressWarnings("BanJNDI")
  private static Object find(String name) throws NamingException {
    return new InitialContext().lookup(name);
  }

  private static String title(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT title FROM book WHERE id = ?")) {
      query.setInt(1, 1);
      try (ResultSet found = query.executeQuery()) {
        return found.next() ? found.getString(1) : "none";
      }
    }
  }

  private static void twice() throws Exception {
    UserTransaction transaction = (UserTransaction) find("java:comp/UserTransaction");
    transaction.begin();
    for (int i = 0; i < 2; i++) {
      try (Connection connection = source().getConnection()) {
        title(connection);
      }
    }
    transaction.commit();
  }

  private static String answer(String path) throws Exception {
    if (path.equals("/data/release")) {
      RELEASES.release();
      return "released";
    }
    if (path.equals("/data/transaction")) {
      twice();
      return "asked in one transaction";
    }
    try (Connection connection = source().getConnection()) {
      if (path.equals("/data/create")) {
        try (Statement statement = connection.createStatement()) {
          statement.executeUpdate("CREATE TABLE book (id INT PRIMARY KEY, title VARCHAR(50))");
          statement.executeUpdate("INSERT INTO book VALUES (1, 'Emma')");
        }
        return "created";
      }
      String title = title(connection);
      if (path.equals("/data/hold")) {
        RELEASES.acquire();
      }
      return title;
    } catch (SQLException e) {
      StringBuilder refused = new StringBuilder("refused: ");
      for (Throwable at = e; at != null; at = at.getCause()) {
        refused.append(at).append("; ");
      }
      return refused.toString();
    }
  }

  @WebServlet({"/data/create", "/data/query", "/data/hold", "/data/release", "/data/transaction"})
  public static final class DataServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/plain");
      try {
        response.getWriter().println(answer(request.getServletPath()));
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
