package com.example.war;

import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Bodies as text. */
final class Text {
  private Text() {}

  static void write(ServletResponse response, String text) throws IOException {
    response.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
