package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which classes are woven, and which of their methods. Immutable. */
public final class ClassRule {
  final boolean byName;

  /** Descriptor of the annotation that the methods bear; null if it is not by that. */
  final @Nullable String annotation;

  /** Descriptor of the annotation of parameters that the advice wants to see. */
  final @Nullable String parameterAnnotation;

  final List<String> types;
  final List<MethodRule> methods;

  /** A class that mentions none of these is not looked at; empty if the methods' names say so. */
  final List<String> marks;

  /** Beginnings of the internal names of classes that are left alone. */
  final List<String> exceptions;

  /** Whether its objects get a place for what is remembered of them. */
  final boolean holds;

  private ClassRule(
      boolean byName,
      @Nullable String annotation,
      @Nullable String parameterAnnotation,
      List<String> types,
      List<MethodRule> methods,
      List<String> marks,
      List<String> exceptions,
      boolean holds) {
    this.exceptions = exceptions;
    this.marks = marks;
    this.holds = holds;
    this.byName = byName;
    this.annotation = annotation;
    this.parameterAnnotation = parameterAnnotation;
    this.types = types;
    this.methods = methods;
  }

  /**
   * Classes by their binary names. The cheapest rule: one look-up in a table.
   *
   * @param names for instance {@code redis.clients.jedis.Connection}
   */
  public static ClassRule named(String... names) {
    return rule(true, null, null, internal(names));
  }

  /**
   * Every class that declares one of the methods and is {@code type}, which may be an interface, or
   * a subtype of it; interfaces with such a default method count as classes. Its ancestors are read
   * from class files, and only if it declares such a method.
   *
   * @param type for instance {@code java.sql.Statement}
   */
  public static ClassRule subtypesOf(String type) {
    return rule(false, null, null, internal(type));
  }

  /**
   * Methods with an annotation, in whatever class; to be woven by {@link MethodRule#annotated}.
   * Only those that have code, and that are no bridges which the compiler has made beside them. The
   * annotation is read from the class file, of the few that name it, and needs not be on the class
   * path.
   *
   * @param annotation one that class files keep, for instance {@code
   *     io.opentelemetry.instrumentation.annotations.WithSpan}
   * @param parameterAnnotation marks the {@link Argument#annotatedParameters()}
   */
  public static ClassRule annotatedMethods(String annotation, String parameterAnnotation) {
    return rule(
        false, descriptor(annotation), descriptor(parameterAnnotation), new ArrayList<String>());
  }

  /** As yet without methods. */
  private static ClassRule rule(
      boolean byName,
      @Nullable String annotation,
      @Nullable String parameterAnnotation,
      List<String> types) {
    return new ClassRule(
        byName,
        annotation,
        parameterAnnotation,
        types,
        new ArrayList<MethodRule>(),
        new ArrayList<String>(),
        new ArrayList<String>(),
        false);
  }

  private static String descriptor(String type) {
    return 'L' + type.replace('.', '/') + ';';
  }

  /**
   * The same rule, whose methods have names that are too common to look for: {@code next}. Only
   * classes that mention one of these names are looked at.
   *
   * @param names what all such classes declare, and hardly any others
   */
  public ClassRule marked(String... names) {
    return new ClassRule(
        byName,
        annotation,
        parameterAnnotation,
        types,
        methods,
        Arrays.asList(names),
        exceptions,
        holds);
  }

  /**
   * The same rule, without classes whose names begin so: wrappers that hand every call on to
   * another object of the type, which is woven.
   *
   * @param beginnings for instance {@code com.zaxxer.hikari.pool.}
   */
  public ClassRule except(String... beginnings) {
    return new ClassRule(
        byName,
        annotation,
        parameterAnnotation,
        types,
        methods,
        marks,
        internal(beginnings),
        holds);
  }

  boolean excepts(String internalName) {
    for (String exception : exceptions) {
      if (internalName.startsWith(exception)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same rule, whose classes become {@link SidelightHolder}s, as far as that is possible: not
   * those that were loaded before the agent, interfaces, and what can be serialized, whose form
   * would change.
   */
  public ClassRule holding() {
    return new ClassRule(
        byName, annotation, parameterAnnotation, types, methods, marks, exceptions, true);
  }

  /** The same rule with these methods. */
  public ClassRule weave(MethodRule... rules) {
    List<MethodRule> all = new ArrayList<>(methods);
    all.addAll(Arrays.asList(rules));
    return new ClassRule(
        byName, annotation, parameterAnnotation, types, all, marks, exceptions, holds);
  }

  ClassRule in(NameSpace space) {
    List<String> renamedTypes = new ArrayList<>();
    for (String type : types) {
      renamedTypes.add(space.rename(type));
    }
    List<MethodRule> renamedMethods = new ArrayList<>();
    for (MethodRule method : methods) {
      renamedMethods.add(method.in(space));
    }
    return new ClassRule(
        byName,
        annotation,
        parameterAnnotation,
        renamedTypes,
        renamedMethods,
        marks,
        exceptions,
        holds);
  }

  private static List<String> internal(String... names) {
    List<String> internal = new ArrayList<>();
    for (String name : names) {
      internal.add(name.replace('.', '/'));
    }
    return internal;
  }
}
