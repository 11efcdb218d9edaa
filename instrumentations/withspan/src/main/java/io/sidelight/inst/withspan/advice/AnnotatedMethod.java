package io.sidelight.inst.withspan.advice;

import io.sidelight.core.record.ManualSpan;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A method and what its annotations say, read once from the text that the weaver made. */
final class AnnotatedMethod {
  /** As many as there are annotated methods beside this loader. */
  private static final ConcurrentHashMap<String, AnnotatedMethod> KNOWN = new ConcurrentHashMap<>();

  final String spanName;
  final String kind;

  /** Whether the span belongs to what the thread is in the middle of. */
  final boolean inheritsContext;

  /** Fully qualified. */
  final String functionName;

  /** Names of attributes, one for each annotated parameter; empty for none. */
  private final String[] parameters;

  /** See {@code Argument.method()} for what the text says. */
  static AnnotatedMethod of(String text) {
    AnnotatedMethod known = KNOWN.get(text);
    if (known == null) {
      known = new AnnotatedMethod(text.split("\n", -1));
      KNOWN.put(text, known);
    }
    return known;
  }

  private AnnotatedMethod(String[] lines) {
    String name = "";
    String spanKind = "INTERNAL";
    boolean inherits = true;
    int at = 3;
    for (; at < lines.length && lines[at].startsWith("@"); at++) {
      String line = lines[at];
      String value = unescape(line.substring(line.indexOf('=') + 1));
      if (line.startsWith("@value=")) {
        name = value;
      } else if (line.startsWith("@kind=")) {
        spanKind = value;
      } else if (line.startsWith("@inheritContext=")) {
        inherits = Boolean.parseBoolean(value);
      }
    }
    parameters = new String[lines.length - at];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = unescape(lines[at + i]);
    }
    spanName = name.isEmpty() ? simpleName(lines[0]) + '.' + lines[1] : name;
    kind = spanKind;
    inheritsContext = inherits;
    functionName = lines[0] + '.' + lines[1];
  }

  /** As {@code Class.getSimpleName()}, and of an anonymous class the name of its file. */
  private static String simpleName(String className) {
    String name = className.substring(className.lastIndexOf('.') + 1);
    int inner = name.lastIndexOf('$') + 1;
    while (inner < name.length() && Character.isDigit(name.charAt(inner))) {
      inner++;
    }
    return inner == name.length() ? name : name.substring(inner);
  }

  private static String unescape(String text) {
    return text.indexOf('\\') < 0
        ? text
        : text.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\");
  }

  /** Says on the span what the annotated parameters are. */
  void describe(ManualSpan span, Object @Nullable [] values) {
    for (int i = 0; values != null && i < values.length && i < parameters.length; i++) {
      span.attribute(parameters[i], values[i]);
    }
  }
}
