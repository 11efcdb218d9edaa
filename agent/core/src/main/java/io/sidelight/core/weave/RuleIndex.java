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

    /** The call site's name, from which the linker finds the advice; see {@link AdviceName}. */
    String siteName(MethodRule method, String adviceMethod) {
      return AdviceName.format(instrumentation, method.advice, adviceMethod, space);
    }
  }

  private final Map<String, List<Bound>> named = new HashMap<>();
  private final List<Bound> subtypes = new ArrayList<>();
  private final List<Bound> annotated = new ArrayList<>();

  private final WantedNames wanted;

  /** Methods that rules about subtypes want, by their names, in the order of the rules. */
  private final Map<String, List<Wish>> wishes = new HashMap<>();

  private final WantedNames wishedNames;

  /** A method that a rule wants. */
  private static final class Wish {
    final Bound bound;
    final MethodRule rule;

    Wish(Bound bound, MethodRule rule) {
      this.bound = bound;
      this.rule = rule;
    }
  }

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
    wishedNames = new WantedNames(new ArrayList<>(wishes.keySet()), new ArrayList<String>());
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
    for (MethodRule method : bound.rule.methods) {
      List<Wish> wished = wishes.get(method.name);
      if (wished == null) {
        wished = new ArrayList<>(2);
        wishes.put(method.name, wished);
      }
      wished.add(new Wish(bound, method));
    }
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
    boolean annotations = (mentioned & WantedNames.ANNOTATION) != 0;
    return plan(file, byName, ancestry, annotations ? annotated : Collections.<Bound>emptyList());
  }

  List<MethodPlan> plan(
      ClassFile file, List<Bound> byName, @Nullable Ancestry ancestry, List<Bound> byAnnotation) {
    Planner planner = new Planner(file, byName, ancestry, byAnnotation);
    file.methods(planner);
    return planner.plans;
  }

  private final class Planner implements ClassFile.MethodWalk {
    private final ClassFile file;
    private final List<Bound> byName;
    private final @Nullable Ancestry ancestry;
    private final List<Bound> byAnnotation;
    final List<MethodPlan> plans = new ArrayList<>(4);

    /** The name spaces that the class was searched for, and those that it names, as bits. */
    private int asked;

    private int meant;

    /** The plan of the method that is looked at; null if nobody has wanted it yet. */
    private @Nullable MethodPlan plan;

    Planner(
        ClassFile file, List<Bound> byName, @Nullable Ancestry ancestry, List<Bound> byAnnotation) {
      this.file = file;
      this.byName = byName;
      this.ancestry = ancestry;
      this.byAnnotation = byAnnotation;
    }

    /** Nearly all methods are refused by the bytes of their names, without an object. */
    @Override
    public void method(int at, int nameConstant, int descriptorConstant) {
      boolean wished = ancestry != null && wishedNames.include(file, nameConstant);
      if (!wished && byName.isEmpty() && byAnnotation.isEmpty()) {
        return;
      }
      String name = file.utf8(nameConstant);
      String descriptor = file.utf8(descriptorConstant);
      plan = null;
      for (Bound bound : byName) {
        for (MethodRule rule : bound.rule.methods) {
          if (rule.name.equals(name) && takes(rule, descriptor) && isMeant(bound)) {
            add(bound, rule, name, descriptor, at);
          }
        }
      }
      List<Wish> wishing = wished ? wishes.get(name) : null;
      for (int i = 0; wishing != null && i < wishing.size(); i++) {
        Wish wish = wishing.get(i);
        if (takes(wish.rule, descriptor) && isOf(wish.bound)) {
          add(wish.bound, wish.rule, name, descriptor, at);
        }
      }
      for (Bound bound : byAnnotation) {
        if (bears(bound, at, name)) {
          for (MethodRule rule : bound.rule.methods) {
            if (takes(rule, descriptor)) {
              add(bound, rule, name, descriptor, at);
            }
          }
        }
      }
    }

    private void add(Bound bound, MethodRule rule, String name, String descriptor, int at) {
      MethodPlan known = plan;
      if (known == null) {
        known = new MethodPlan(at, name, descriptor);
        plan = known;
        plans.add(known);
      }
      known.add(bound, rule);
    }

    private boolean takes(MethodRule rule, String descriptor) {
      return rule.descriptor == null || rule.descriptor.equals(descriptor);
    }

    /** Whether the method bears the rule's annotation itself; compilers copy them to bridges. */
    private boolean bears(Bound bound, int at, String name) {
      return (file.access(at) & Opcodes.ACC_BRIDGE) == 0
          && !name.startsWith("<")
          && bound.annotation != null
          && AnnotationWalk.finds(file, at, bound.annotation);
    }

    /** Containers keep their class names in both name spaces; what such a class names decides. */
    private boolean isMeant(Bound bound) {
      if (!bound.hasTwin) {
        return true;
      }
      int space = 1 << bound.space.ordinal();
      if ((asked & space) == 0) {
        asked |= space;
        meant |= bound.space.isMentionedIn(file) ? space : 0;
      }
      return (meant & space) != 0;
    }

    /** Whether the class is one that the rule is about; the dearer question, so the last. */
    private boolean isOf(Bound bound) {
      return ancestry != null
          && (bound.rule.exceptions.isEmpty() || !bound.rule.excepts(file.name()))
          && ancestry.includes(bound.rule.types.get(0));
    }
  }
}
