package io.sidelight.inst.tomcat.advice;

import org.apache.coyote.Request;
import org.apache.tomcat.util.buf.MessageBytes;
import org.jspecify.annotations.Nullable;

/**
 * Texts of the last request over a connection, which are mostly those of the next: Tomcat has them
 * as bytes, and would make a string of them for each request. Of a connector's request, and used by
 * one thread at a time like that.
 */
final class RecentTexts {
  /** See {@link TomcatCall#NOTE}. */
  private static final int NOTE = TomcatCall.NOTE + 1;

  /** What is longer is no address that many ask for. */
  private static final int LONGEST = 256;

  private String path = "";
  private String server = "";

  private RecentTexts() {}

  static RecentTexts of(Request coyote) {
    Object known = coyote.getNote(NOTE);
    if (known instanceof RecentTexts) {
      return (RecentTexts) known;
    }
    RecentTexts made = new RecentTexts();
    coyote.setNote(NOTE, made);
    return made;
  }

  @Nullable String path(Request coyote) {
    MessageBytes bytes = coyote.requestURI();
    if (bytes.equals(path)) {
      return path;
    }
    String text = bytes.toString();
    path = kept(text);
    return text;
  }

  @Nullable String server(Request coyote) {
    MessageBytes bytes = coyote.serverName();
    if (bytes.equals(server)) {
      return server;
    }
    String text = bytes.toString();
    server = kept(text);
    return text;
  }

  private static String kept(@Nullable String text) {
    return text == null || text.length() > LONGEST ? "" : text;
  }
}
