package io.sidelight.core.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * What is written into a method so that its advice is called: at the beginning, before each return,
 * and in a handler around the whole:
 *
 * <pre>
 * token = enter(arguments);
 * try { … exit(token, result, null); return result; }
 * catch (Throwable t) { exit(token, null, t); throw t; }
 * </pre>
 *
 * <p>Token and result take local variables above all that the method has, so that no instruction of
 * the method's is changed and its frames only grow at their end. Nothing is computed that would
 * need the hierarchy of the method's types: no class is loaded to weave another.
 */
final class WovenMethod implements Sites.Values {
  /** Slots that each advice takes: its token, and a result of up to two. */
  static final int LOCALS = 3;

  private final boolean isStatic;
  private final String owner;
  private final Descriptor descriptor;
  private final MethodRule rule;
  private final Sites sites;

  /** What {@link Argument#method()} and the annotated parameters need to know. */
  private final @Nullable MethodText text;

  private int token;

  /**
   * @param text null if the rule has no argument that needs it
   */
  WovenMethod(
      boolean isStatic,
      String owner,
      Descriptor descriptor,
      MethodRule rule,
      Sites sites,
      @Nullable MethodText text) {
    this.isStatic = isStatic;
    this.owner = owner;
    this.descriptor = descriptor;
    this.rule = rule;
    this.sites = sites;
    this.text = text;
  }

  /** The first of its {@link #LOCALS}; to be told before anything is written. */
  void firstLocal(int local) {
    token = local;
  }

  private int result() {
    return token + 1;
  }

  /** The instruction that returns from the method. */
  int returning() {
    String returned = descriptor.returned;
    return returned.equals("V") ? Opcodes.RETURN : Descriptor.opcode(returned, Opcodes.IRETURN);
  }

  /** Whether the end calls an advice, in which case the method needs a handler. */
  boolean exits() {
    return rule.exit != null;
  }

  /** The method's first instructions. */
  void begin(Instructions out) {
    if (rule.enter == null) {
      out.plain(Opcodes.ACONST_NULL);
    } else {
      sites.enter(out, rule, this);
    }
    out.store(Descriptor.OBJECT, token);
    for (MethodRule.Replacement replacement : rule.replacements) {
      replace(out, replacement);
    }
  }

  private void replace(Instructions out, MethodRule.Replacement replacement) {
    int parameter = replacement.parameter;
    if (parameter >= descriptor.parameters.size()
        || !Descriptor.isReference(descriptor.parameters.get(parameter))) {
      return;
    }
    int local = descriptor.local(parameter, isStatic);
    out.load(Descriptor.OBJECT, token);
    out.load(Descriptor.OBJECT, local);
    sites.replace(out, rule, replacement);
    out.cast(descriptor.parameters.get(parameter));
    out.store(Descriptor.OBJECT, local);
  }

  /** What comes before a return and may throw like the method itself. */
  void result(Instructions out) {
    if (rule.result != null && Descriptor.isReference(descriptor.returned)) {
      out.store(Descriptor.OBJECT, result());
      out.load(Descriptor.OBJECT, token);
      out.load(Descriptor.OBJECT, result());
      sites.replace(out, rule, new MethodRule.Replacement(-1, rule.result));
      out.cast(descriptor.returned);
    }
  }

  /** What comes between that and the return, outside the handler; only if it {@link #exits}. */
  void end(Instructions out) {
    String returned = descriptor.returned;
    boolean isVoid = returned.equals("V");
    if (!isVoid) {
      out.store(returned, result());
    }
    out.load(Descriptor.OBJECT, token);
    if (Descriptor.isReference(returned) || returned.equals("Z")) {
      out.load(returned, result());
      out.box(returned);
    } else {
      out.plain(Opcodes.ACONST_NULL);
    }
    out.plain(Opcodes.ACONST_NULL);
    sites.exit(out, rule);
    if (!isVoid) {
      out.load(returned, result());
    }
  }

  /** The handler's instructions, with what was thrown on the stack; only if it {@link #exits}. */
  void handler(Instructions out) {
    out.store(Descriptor.OBJECT, result());
    out.load(Descriptor.OBJECT, token);
    out.plain(Opcodes.ACONST_NULL);
    out.load(Descriptor.OBJECT, result());
    sites.exit(out, rule);
    out.load(Descriptor.OBJECT, result());
    out.plain(Opcodes.ATHROW);
  }

  /**
   * The stack that the woven method needs at most.
   *
   * @param own what the method itself needs
   */
  int stack(int own) {
    int enter = sites.extraStack() + 2;
    if (text != null && text.hasAnnotatedParameters()) {
      // Array, again, index, and a value of two.
      enter += 5;
    }
    for (int i = 0; i < rule.arguments.length; i++) {
      enter += Descriptor.size(type(i));
    }
    return Math.max(own + (rule.result == null ? 4 : 6), enter);
  }

  @Override
  public int count() {
    return rule.arguments.length;
  }

  @Override
  public String type(int index) {
    Argument argument = rule.arguments[index];
    String type = Descriptor.OBJECT;
    if (argument.isMethod() || argument.isAnnotatedParameters() || isAbsent(argument)) {
      return type;
    } else if (argument.isField() && argument.fieldDescriptor != null) {
      type = argument.fieldDescriptor;
    } else if (argument.index >= 0) {
      type = descriptor.parameters.get(argument.index);
    }
    return Descriptor.isReference(type) ? Descriptor.OBJECT : type;
  }

  private boolean isAbsent(Argument argument) {
    return argument.index < 0 ? isStatic : argument.index >= descriptor.parameters.size();
  }

  @Override
  public void push(Instructions out, int index) {
    Argument argument = rule.arguments[index];
    if (argument.isMethod() && text != null) {
      out.text(text.text());
    } else if (argument.isAnnotatedParameters() && text != null && text.hasAnnotatedParameters()) {
      pushAnnotated(out, text);
    } else if (argument.isAnnotatedParameters() || isAbsent(argument)) {
      out.plain(Opcodes.ACONST_NULL);
    } else if (argument.fieldName != null && argument.fieldDescriptor != null) {
      out.load(Descriptor.OBJECT, 0);
      out.getField(owner, argument.fieldName, argument.fieldDescriptor);
    } else if (argument.isSelf()) {
      out.load(Descriptor.OBJECT, 0);
    } else {
      loadParameter(out, argument.index);
    }
  }

  private void loadParameter(Instructions out, int parameter) {
    out.load(descriptor.parameters.get(parameter), descriptor.local(parameter, isStatic));
  }

  private void pushAnnotated(Instructions out, MethodText known) {
    out.push(known.countAnnotatedParameters());
    out.newObjects();
    int at = 0;
    for (int parameter : known.annotatedParameters()) {
      out.plain(Opcodes.DUP);
      out.push(at++);
      loadParameter(out, parameter);
      out.box(descriptor.parameters.get(parameter));
      out.plain(Opcodes.AASTORE);
    }
  }
}
