package io.sidelight.inst.jaxrs.advice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Templates put together from those of resources and methods, each made once. What a variable must
 * look like is left out: {@code {id: \d+}} is {@code {id}}. Bounded; thread-safe.
 */
final class Templates {
  /** Templates are written by people: there are not more of them than this. */
  private static final int MOST = 4096;

  private static final Map<String, Map<String, String>> JOINED = new ConcurrentHashMap<>();

  private Templates() {}

  /** Both with one slash between them, where the first may be empty. */
  static String join(String outer, String inner) {
    Map<String, String> ofOuter = JOINED.get(outer);
    if (ofOuter == null) {
      ofOuter = new ConcurrentHashMap<>();
      if (JOINED.size() < MOST) {
        JOINED.put(outer, ofOuter);
      }
    }
    @Nullable String joined = ofOuter.get(inner);
    if (joined == null) {
      joined = concatenated(outer, withoutPatterns(inner));
      if (ofOuter.size() < MOST) {
        ofOuter.put(inner, joined);
      }
    }
    return joined;
  }

  private static String concatenated(String outer, String inner) {
    String after = inner.startsWith("/") ? inner.substring(1) : inner;
    if (after.isEmpty()) {
      return outer;
    }
    return outer.endsWith("/") ? outer + after : outer + '/' + after;
  }

  /** Patterns may contain braces themselves. */
  static String withoutPatterns(String template) {
    StringBuilder text = new StringBuilder(template.length());
    int depth = 0;
    boolean inPattern = false;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
        inPattern &= depth > 0;
      } else if (c == ':' && depth == 1) {
        inPattern = true;
      }
      if (!inPattern && (depth == 0 || c != ' ')) {
        text.append(c);
      }
    }
    return text.toString();
  }
}
