package com.example.spring.mvc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.HttpRequestHandler;

/** Answers with a text. */
final class Answer implements HttpRequestHandler {
  private final String text;

  Answer(String text) {
    this.text = text;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.getWriter().println(text);
  }
}
