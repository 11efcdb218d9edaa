package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Collects what {@link Argument#method()} tells of one method. Not thread-safe. */
final class MethodText {
  private final String owner;
  private final String name;
  private final String descriptor;
  private final ClassRule rule;
  private final StringBuilder elements = new StringBuilder();

  /** The parameters' own names, where the class file has them. */
  private final List<@Nullable String> names = new ArrayList<>();

  /** The name that the annotation of a parameter gives, empty if none, by the parameter. */
  private final TreeMap<Integer, String> annotated = new TreeMap<>();

  MethodText(String owner, String name, String descriptor, ClassRule rule) {
    this.owner = owner;
    this.name = name;
    this.descriptor = descriptor;
    this.rule = rule;
  }

  /** The next parameter's own name. */
  void parameter(@Nullable String parameter) {
    names.add(parameter);
  }

  /** Wraps the visitor of an annotation of the method. */
  AnnotationVisitor annotation(String type, AnnotationVisitor out) {
    return type.equals(rule.annotation) ? new Elements(out) : out;
  }

  /** Wraps the visitor of an annotation of a parameter. */
  AnnotationVisitor annotation(int parameter, String type, AnnotationVisitor out) {
    if (!type.equals(rule.parameterAnnotation)) {
      return out;
    }
    annotated.put(parameter, "");
    return new ParameterName(parameter, out);
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
    StringBuilder text = new StringBuilder(owner.replace('/', '.'));
    text.append('\n').append(name).append('\n').append(descriptor).append(elements);
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

  private final class Elements extends AnnotationVisitor {
    Elements(AnnotationVisitor out) {
      super(Opcodes.ASM9, out);
    }

    @Override
    public void visit(String element, Object value) {
      if (!(value instanceof Type) && !value.getClass().isArray()) {
        add(element, value.toString());
      }
      super.visit(element, value);
    }

    @Override
    public void visitEnum(String element, String type, String value) {
      add(element, value);
      super.visitEnum(element, type, value);
    }

    private void add(String element, String value) {
      elements.append("\n@").append(element).append('=').append(escape(value));
    }
  }

  private final class ParameterName extends AnnotationVisitor {
    private final int parameter;

    ParameterName(int parameter, AnnotationVisitor out) {
      super(Opcodes.ASM9, out);
      this.parameter = parameter;
    }

    @Override
    public void visit(String element, Object value) {
      if (element.equals("value") && value instanceof String) {
        annotated.put(parameter, (String) value);
      }
      super.visit(element, value);
    }
  }
}
