package io.sidelight.shop.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Gives every request an identity, its caller's if it has one: in {@code X-Request-Id} and in the
 * log.
 */
final class RequestIdFilter extends HttpFilter {
  private static final String HEADER = "X-Request-Id";
  private static final String MDC_KEY = "request_id";
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = request.getHeader(HEADER);
    if (id == null || !ACCEPTABLE.matcher(id).matches()) {
      id = Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
    response.setHeader(HEADER, id);
    MDC.put(MDC_KEY, id);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(MDC_KEY);
    }
  }
}
