package io.sidelight.inst.glassfish.advice;

import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where a part of an answer is compressed, if it is, and not framed yet; by one thread at a time.
 */
public final class EncodeAdvice {
  private static final String SENT = "io.sidelight.sent";

  private EncodeAdvice() {}

  public static @Nullable Object enter(HttpContent content) {
    HttpHeader header = content.getHttpHeader();
    return header.isRequest() || header.getContentEncodings().isEmpty() ? null : header;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && returned instanceof HttpContent) {
      HttpHeader header = (HttpHeader) token;
      long bytes = ((HttpContent) returned).getContent().remaining();
      header.getAttributes().setAttribute(SENT, sent(header) + bytes);
    }
  }

  /** How much of a compressed answer's body has been sent. */
  static long sent(HttpHeader response) {
    Object bytes = response.getAttributes().getAttribute(SENT);
    return bytes instanceof Long ? (Long) bytes : 0;
  }
}
