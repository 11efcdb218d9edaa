package io.sidelight.core.weave;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Argument#method()} tells of one method. Not thread-safe. */
final class MethodText {
  private final ClassFile file;
  private final MethodPlan method;
  private final StringBuilder elements = new StringBuilder();

  /** The parameters' own names, where the class file has them. */
  private final List<@Nullable String> names = new ArrayList<>();

  /** The name that the annotation of a parameter gives, empty if none, by the parameter. */
  private final TreeMap<Integer, String> annotated = new TreeMap<>();

  /**
   * @param rule says whose elements are told, and by which annotation parameters are marked
   */
  MethodText(ClassFile file, MethodPlan method, ClassRule rule) {
    this.file = file;
    this.method = method;
    int at = method.at + 8;
    for (int i = file.u2(at - 2); i > 0; i--) {
      read(at, rule);
      at += 6 + file.u4(at + 2);
    }
  }

  private void read(int at, ClassRule rule) {
    String attribute = file.utf8(file.u2(at));
    if (attribute.equals("MethodParameters")) {
      readNames(at + 6);
    } else if (attribute.equals("RuntimeVisibleAnnotations") && rule.annotation != null) {
      new AnnotationWalk(file, at + 6).read(utf8(rule.annotation), new MethodElements());
    } else if (attribute.endsWith("ParameterAnnotations") && rule.parameterAnnotation != null) {
      byte[] wanted = utf8(rule.parameterAnnotation);
      int next = at + 7;
      for (int i = 0; i < file.u1(at + 6); i++) {
        next = new AnnotationWalk(file, next).read(wanted, new ParameterName(i));
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** JVMS 4.7.24. */
  private void readNames(int at) {
    for (int i = 0; i < file.u1(at); i++) {
      int name = file.u2(at + 1 + 4 * i);
      names.add(name == 0 ? null : file.utf8(name));
    }
  }

  /** The annotated parameters, in order. */
  Iterable<Integer> annotatedParameters() {
    return annotated.keySet();
  }

  boolean hasAnnotatedParameters() {
    return !annotated.isEmpty();
  }

  int countAnnotatedParameters() {
    return annotated.size();
  }

  /** The whole text. */
  String text() {
    StringBuilder text = new StringBuilder(file.name().replace('/', '.'));
    text.append('\n').append(method.name).append('\n').append(method.descriptor).append(elements);
    for (Integer parameter : annotated.keySet()) {
      String given = annotated.get(parameter);
      if (given == null || given.isEmpty()) {
        given = parameter < names.size() ? names.get(parameter) : "";
      }
      text.append('\n').append(escape(given == null ? "" : given));
    }
    return text.toString();
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private final class MethodElements implements AnnotationWalk.Elements {
    @Override
    public void annotation() {}

    @Override
    public void element(String name, String value) {
      elements.append("\n@").append(name).append('=').append(escape(value));
    }
  }

  private final class ParameterName implements AnnotationWalk.Elements {
    private final int parameter;

    ParameterName(int parameter) {
      this.parameter = parameter;
    }

    @Override
    public void annotation() {
      annotated.put(parameter, "");
    }

    @Override
    public void element(String name, String value) {
      if (name.equals("value")) {
        annotated.put(parameter, value);
      }
    }
  }
}
