package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which classes are woven, and which of their methods. Immutable. */
public final class ClassRule {
  final boolean byName;
  final List<String> types;
  final List<MethodRule> methods;

  private ClassRule(boolean byName, List<String> types, List<MethodRule> methods) {
    this.byName = byName;
    this.types = types;
    this.methods = methods;
  }

  /**
   * Classes by their binary names. The cheapest rule: one look-up in a table.
   *
   * @param names for instance {@code redis.clients.jedis.Connection}
   */
  public static ClassRule named(String... names) {
    return new ClassRule(true, internal(names), new ArrayList<MethodRule>());
  }

  /**
   * Every class that declares one of the methods and is {@code type}, which may be an interface, or
   * a subtype of it; interfaces with such a default method count as classes. Its ancestors are read
   * from class files, and only if it declares such a method.
   *
   * @param type for instance {@code java.sql.Statement}
   */
  public static ClassRule subtypesOf(String type) {
    return new ClassRule(false, internal(type), new ArrayList<MethodRule>());
  }

  /** The same rule with these methods. */
  public ClassRule weave(MethodRule... rules) {
    List<MethodRule> all = new ArrayList<>(methods);
    all.addAll(Arrays.asList(rules));
    return new ClassRule(byName, types, all);
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
    return new ClassRule(byName, renamedTypes, renamedMethods);
  }

  private static List<String> internal(String... names) {
    List<String> internal = new ArrayList<>();
    for (String name : names) {
      internal.add(name.replace('.', '/'));
    }
    return internal;
  }
}
