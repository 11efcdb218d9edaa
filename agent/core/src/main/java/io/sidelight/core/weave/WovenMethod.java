package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes a method with a call to its advice at the beginning, before each return, and in a handler
 * around the whole:
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
final class WovenMethod extends MethodVisitor implements Sites.Values {
  /** Slots that each advice takes: its token, and a result of up to two. */
  static final int LOCALS = 3;

  private static final Type OBJECT = Type.getObjectType("java/lang/Object");

  private final boolean isStatic;
  private final String owner;
  private final Type[] parameters;
  private final Type returned;
  private final boolean frames;
  private final int token;
  private final int result;
  private final MethodRule rule;
  private final Sites sites;
  private final MethodText text;

  /**
   * Where the handler applies: all of the method but its calls at the end, which would otherwise be
   * made twice where one of them throws. Begin and end of each stretch in turn.
   */
  private final List<Label> guarded = new ArrayList<>();

  WovenMethod(
      MethodVisitor out,
      int access,
      String owner,
      String descriptor,
      int majorVersion,
      int firstFreeLocal,
      MethodRule rule,
      Sites sites,
      MethodText text) {
    super(Opcodes.ASM9, out);
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.owner = owner;
    this.parameters = Type.getArgumentTypes(descriptor);
    this.returned = Type.getReturnType(descriptor);
    this.frames = majorVersion >= Opcodes.V1_6;
    this.token = firstFreeLocal;
    this.result = firstFreeLocal + 1;
    this.rule = rule;
    this.sites = sites;
    this.text = text;
  }

  @Override
  public void visitParameter(String name, int access) {
    text.parameter(name);
    super.visitParameter(name, access);
  }

  @Override
  public AnnotationVisitor visitAnnotation(String type, boolean visible) {
    return text.annotation(type, super.visitAnnotation(type, visible));
  }

  @Override
  public AnnotationVisitor visitParameterAnnotation(int parameter, String type, boolean visible) {
    return text.annotation(
        parameter, type, super.visitParameterAnnotation(parameter, type, visible));
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (rule.enter == null) {
      super.visitInsn(Opcodes.ACONST_NULL);
    } else {
      sites.enter(mv, rule, this);
    }
    super.visitVarInsn(Opcodes.ASTORE, token);
    for (MethodRule.Replacement replacement : rule.replacements) {
      replace(replacement);
    }
    mark();
  }

  private void replace(MethodRule.Replacement replacement) {
    int parameter = replacement.parameter;
    if (parameter >= parameters.length || parameters[parameter].getSort() < Type.ARRAY) {
      return;
    }
    int slot = slot(parameter);
    super.visitVarInsn(Opcodes.ALOAD, token);
    super.visitVarInsn(Opcodes.ALOAD, slot);
    sites.replace(mv, rule, replacement);
    super.visitTypeInsn(Opcodes.CHECKCAST, parameters[parameter].getInternalName());
    super.visitVarInsn(Opcodes.ASTORE, slot);
  }

  /** A stretch of guarded code begins or ends here. */
  private void mark() {
    Label here = new Label();
    guarded.add(here);
    super.visitLabel(here);
  }

  @Override
  public void visitInsn(int opcode) {
    boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    if (opcode == Opcodes.ARETURN && rule.result != null) {
      replaceResult(rule.result);
    }
    boolean exits = rule.exit != null && returns;
    if (exits) {
      mark();
      boolean isVoid = opcode == Opcodes.RETURN;
      if (!isVoid) {
        super.visitVarInsn(returned.getOpcode(Opcodes.ISTORE), result);
      }
      super.visitVarInsn(Opcodes.ALOAD, token);
      if (opcode == Opcodes.ARETURN) {
        super.visitVarInsn(Opcodes.ALOAD, result);
      } else if (returned.getSort() == Type.BOOLEAN) {
        super.visitVarInsn(Opcodes.ILOAD, result);
        NumberedSites.box(mv, returned);
      } else {
        super.visitInsn(Opcodes.ACONST_NULL);
      }
      super.visitInsn(Opcodes.ACONST_NULL);
      sites.exit(mv, rule);
      if (!isVoid) {
        super.visitVarInsn(returned.getOpcode(Opcodes.ILOAD), result);
      }
    }
    super.visitInsn(opcode);
    if (exits) {
      mark();
    }
  }

  private void replaceResult(String advice) {
    super.visitVarInsn(Opcodes.ASTORE, result);
    super.visitVarInsn(Opcodes.ALOAD, token);
    super.visitVarInsn(Opcodes.ALOAD, result);
    sites.replace(mv, rule, new MethodRule.Replacement(-1, advice));
    super.visitTypeInsn(Opcodes.CHECKCAST, returned.getInternalName());
  }

  @Override
  public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
    // Expanded frames only. The token follows the method's own locals at its fixed place.
    int slots = 0;
    for (int i = 0; i < numLocal; i++) {
      slots += local[i] == Opcodes.LONG || local[i] == Opcodes.DOUBLE ? 2 : 1;
    }
    int padding = token - slots;
    Object[] more = new Object[numLocal + padding + 1];
    System.arraycopy(local, 0, more, 0, numLocal);
    for (int i = 0; i < padding; i++) {
      more[numLocal + i] = Opcodes.TOP;
    }
    more[more.length - 1] = OBJECT.getInternalName();
    super.visitFrame(type, more.length, more, numStack, stack);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (rule.exit != null) {
      mark();
      // Last in the table: the method's own handlers come first.
      Label handler = guarded.get(guarded.size() - 1);
      for (int i = 0; i < guarded.size(); i += 2) {
        Label from = guarded.get(i);
        Label to = guarded.get(i + 1);
        if (from.getOffset() < to.getOffset()) {
          super.visitTryCatchBlock(from, to, handler, null);
        }
      }
      if (frames) {
        Object[] locals = new Object[token + 1];
        for (int i = 0; i < token; i++) {
          locals[i] = Opcodes.TOP;
        }
        locals[token] = OBJECT.getInternalName();
        super.visitFrame(
            Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
      }
      super.visitVarInsn(Opcodes.ASTORE, result);
      super.visitVarInsn(Opcodes.ALOAD, token);
      super.visitInsn(Opcodes.ACONST_NULL);
      super.visitVarInsn(Opcodes.ALOAD, result);
      sites.exit(mv, rule);
      super.visitVarInsn(Opcodes.ALOAD, result);
      super.visitInsn(Opcodes.ATHROW);
    }
    int enterStack = sites.extraStack() + 2;
    if (text.hasAnnotatedParameters()) {
      // Array, again, index, and a value of two.
      enterStack += 5;
    }
    for (int i = 0; i < rule.arguments.length; i++) {
      enterStack += type(i).getSize();
    }
    super.visitMaxs(
        Math.max(maxStack + (rule.result == null ? 4 : 6), enterStack),
        Math.max(maxLocals, token + LOCALS));
  }

  @Override
  public int count() {
    return rule.arguments.length;
  }

  @Override
  public Type type(int index) {
    Argument argument = rule.arguments[index];
    Type type = OBJECT;
    if (argument.isMethod() || argument.isAnnotatedParameters() || isAbsent(argument)) {
      return OBJECT;
    } else if (argument.isField() && argument.fieldDescriptor != null) {
      type = Type.getType(argument.fieldDescriptor);
    } else if (argument.index >= 0) {
      type = parameters[argument.index];
    }
    return type.getSort() >= Type.ARRAY ? OBJECT : type;
  }

  private boolean isAbsent(Argument argument) {
    return argument.index < 0 ? isStatic : argument.index >= parameters.length;
  }

  @Override
  public void push(MethodVisitor out, int index) {
    Argument argument = rule.arguments[index];
    if (argument.isMethod()) {
      out.visitLdcInsn(text.text());
    } else if (argument.isAnnotatedParameters() && text.hasAnnotatedParameters()) {
      pushAnnotated(out);
    } else if (argument.isAnnotatedParameters() || isAbsent(argument)) {
      out.visitInsn(Opcodes.ACONST_NULL);
    } else if (argument.isField()) {
      out.visitVarInsn(Opcodes.ALOAD, 0);
      out.visitFieldInsn(Opcodes.GETFIELD, owner, argument.fieldName, argument.fieldDescriptor);
    } else if (argument.isSelf()) {
      out.visitVarInsn(Opcodes.ALOAD, 0);
    } else {
      out.visitVarInsn(parameters[argument.index].getOpcode(Opcodes.ILOAD), slot(argument.index));
    }
  }

  private void pushAnnotated(MethodVisitor out) {
    out.visitIntInsn(Opcodes.SIPUSH, text.countAnnotatedParameters());
    out.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT.getInternalName());
    int at = 0;
    for (int parameter : text.annotatedParameters()) {
      out.visitInsn(Opcodes.DUP);
      out.visitIntInsn(Opcodes.SIPUSH, at++);
      out.visitVarInsn(parameters[parameter].getOpcode(Opcodes.ILOAD), slot(parameter));
      NumberedSites.box(out, parameters[parameter]);
      out.visitInsn(Opcodes.AASTORE);
    }
  }

  private int slot(int parameter) {
    int slot = isStatic ? 0 : 1;
    for (int i = 0; i < parameter; i++) {
      slot += parameters[i].getSize();
    }
    return slot;
  }
}
