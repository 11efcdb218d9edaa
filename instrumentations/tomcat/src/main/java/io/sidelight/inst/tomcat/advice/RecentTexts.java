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

  private final Text path = new Text();
  private final Text server = new Text();

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
    return path.of(coyote.requestURI());
  }

  @Nullable String server(Request coyote) {
    return server.of(coyote.serverName());
  }

  private static final class Text {
    private String last = "";

    @Nullable String of(MessageBytes bytes) {
      if (bytes.equals(last)) {
        return last;
      }
      String text = bytes.toString();
      last = text == null || text.length() > LONGEST ? "" : text;
      return text;
    }
  }
}
