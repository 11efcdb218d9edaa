package sample;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Bodies as text. */
final class Text {
  private Text() {}

  static void write(ServletResponse response, String text) throws IOException {
    response.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  static String read(HttpServletRequest request) throws IOException {
    ServletInputStream in = request.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
  }
}
