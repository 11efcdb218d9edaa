package io.sidelight.core.weave;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * All rules of all instrumentations, indexed so that a class nobody wants is refused at once: by
 * name in a table; else by whether it names a method or an annotation that some rule wants, read
 * from its constant pool; only then by its ancestors. Immutable and thread-safe.
 */
final class RuleIndex {

  /** A rule with what is needed to name its advice. */
  static final class Bound {
    final String instrumentation;
    final NameSpace space;
    final ClassRule rule;

    /** Whether there is a twin of this rule for the other name space. */
    final boolean hasTwin;

    /** The annotation's descriptor as class files have it; null for other rules. */
    final byte @Nullable [] annotation;

    Bound(String instrumentation, NameSpace space, ClassRule rule, boolean hasTwin) {
      this.instrumentation = instrumentation;
      this.space = space;
      this.rule = rule;
      this.hasTwin = hasTwin;
      String descriptor = rule.annotation;
      this.annotation = descriptor == null ? null : descriptor.getBytes(StandardCharsets.UTF_8);
    }

    /** Containers keep their class names in both name spaces; what such a class names decides. */
    boolean isOf(ClassFile file) {
      return !hasTwin || space.isMentionedIn(file);
    }

    /** The call site's name, from which the linker finds the advice; see {@link AdviceName}. */
    String siteName(MethodRule method, String adviceMethod) {
      return AdviceName.format(instrumentation, method.advice, adviceMethod, space);
    }
  }

  private final Map<String, List<Bound>> named = new HashMap<>();
  private final List<Bound> subtypes = new ArrayList<>();
  private final List<Bound> annotated = new ArrayList<>();

  private final WantedNames wanted;

  RuleIndex(List<Instrumentation> instrumentations, WeaveListener listener) {
    List<String> names = new ArrayList<>();
    for (Instrumentation instrumentation : instrumentations) {
      for (Bound bound : bind(instrumentation, listener)) {
        add(bound, names);
      }
    }
    List<String> annotations = new ArrayList<>();
    for (Bound bound : annotated) {
      annotations.add(String.valueOf(bound.rule.annotation));
    }
    wanted = new WantedNames(names, annotations);
  }

  /** All rules of one, or none if it fails, which hinders no other. */
  private static List<Bound> bind(Instrumentation instrumentation, WeaveListener listener) {
    List<Bound> bounds = new ArrayList<>();
    String name = instrumentation.getClass().getName();
    try {
      name = instrumentation.name();
      boolean twin = instrumentation.jakartaToo();
      for (ClassRule rule : instrumentation.rules()) {
        // An annotation has no twin: whoever is about both name spaces has a rule for each.
        boolean both = twin && rule.annotation == null;
        bounds.add(new Bound(name, NameSpace.JAVAX, rule, both));
        if (both) {
          NameSpace jakarta = NameSpace.JAKARTA;
          bounds.add(new Bound(name, jakarta, rule.in(jakarta), both));
        }
      }
    } catch (Throwable e) {
      listener.failed(name, "it is left out", e);
      bounds.clear();
    }
    return bounds;
  }

  private void add(Bound bound, List<String> names) {
    if (bound.rule.byName) {
      for (String type : bound.rule.types) {
        List<Bound> rules = named.get(type);
        if (rules == null) {
          rules = new ArrayList<>(2);
          named.put(type, rules);
        }
        rules.add(bound);
      }
      return;
    }
    if (bound.annotation != null) {
      annotated.add(bound);
      return;
    }
    subtypes.add(bound);
    for (String mark : bound.rule.marks) {
      addOnce(names, mark);
    }
    if (bound.rule.marks.isEmpty()) {
      for (MethodRule method : bound.rule.methods) {
        addOnce(names, method.name);
      }
    }
  }

  private static void addOnce(List<String> names, String name) {
    if (!names.contains(name)) {
      names.add(name);
    }
  }

  /** The rules that name this class; usually none. */
  List<Bound> byName(String internalName) {
    List<Bound> rules = named.get(internalName);
    return rules == null ? Collections.<Bound>emptyList() : rules;
  }

  /**
   * What the class file as much as mentions of what rules want.
   *
   * @return {@link WantedNames#METHOD} and {@link WantedNames#ANNOTATION}, or what of them holds
   */
  int mentioned(ClassFile file) {
    return wanted.in(file);
  }

  /** Names of the types of annotations that rules want, as resources. */
  List<String> annotationFiles() {
    List<String> files = new ArrayList<>();
    for (Bound bound : annotated) {
      String descriptor = String.valueOf(bound.rule.annotation);
      files.add(descriptor.substring(1, descriptor.length() - 1) + ".class");
    }
    return files;
  }

  /** Whether a class with these ancestors is of a type that some rule is about. */
  boolean wantsSubtype(Ancestry ancestry) {
    for (Bound bound : subtypes) {
      if (ancestry.includes(bound.rule.types.get(0))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The methods of the class that the rules want, each with its rules; usually none.
   *
   * @param mentioned what {@link #mentioned} returned
   */
  List<MethodPlan> plan(
      ClassFile file, List<Bound> byName, @Nullable Ancestry ancestry, int mentioned) {
    List<Bound> candidates = byName;
    if (ancestry != null || (mentioned & WantedNames.ANNOTATION) != 0) {
      candidates = new ArrayList<>(byName);
      if (ancestry != null) {
        candidates.addAll(subtypes);
      }
      if ((mentioned & WantedNames.ANNOTATION) != 0) {
        candidates.addAll(annotated);
      }
    }
    Planner planner = new Planner(file, candidates, ancestry);
    file.methods(planner);
    return planner.plans;
  }

  private static final class Planner implements ClassFile.MethodWalk {
    private final ClassFile file;
    private final List<Bound> candidates;
    private final @Nullable Ancestry ancestry;
    final List<MethodPlan> plans = new ArrayList<>(4);

    Planner(ClassFile file, List<Bound> candidates, @Nullable Ancestry ancestry) {
      this.file = file;
      this.candidates = candidates;
      this.ancestry = ancestry;
    }

    @Override
    public void method(int at, int nameConstant, int descriptorConstant, int maxLocals) {
      String name = file.utf8(nameConstant);
      String descriptor = null;
      MethodPlan plan = null;
      for (Bound bound : candidates) {
        for (MethodRule rule : bound.rule.methods) {
          if (bound.annotation == null ? !rule.name.equals(name) : !bears(bound, at, name)) {
            continue;
          }
          if (descriptor == null) {
            descriptor = file.utf8(descriptorConstant);
          }
          if ((rule.descriptor == null || rule.descriptor.equals(descriptor)) && isOf(bound)) {
            if (plan == null) {
              plan = new MethodPlan(name, descriptor, maxLocals);
              plans.add(plan);
            }
            plan.add(bound, rule);
          }
        }
      }
    }

    /** Whether the method bears the rule's annotation itself; compilers copy them to bridges. */
    private boolean bears(Bound bound, int at, String name) {
      return (file.access(at) & Opcodes.ACC_BRIDGE) == 0
          && !name.startsWith("<")
          && bound.annotation != null
          && file.isAnnotated(at, bound.annotation);
    }

    /** Whether the class is one that the rule is about; the dearer question, so the last. */
    private boolean isOf(Bound bound) {
      if (bound.annotation != null) {
        return true;
      }
      return bound.rule.byName
          ? bound.isOf(file)
          : ancestry != null && ancestry.includes(bound.rule.types.get(0));
    }
  }
}
