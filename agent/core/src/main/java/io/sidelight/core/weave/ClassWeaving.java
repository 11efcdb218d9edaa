package io.sidelight.core.weave;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes one class anew with the planned methods woven; all others are copied byte for byte. */
final class ClassWeaving extends ClassVisitor {
  private static final String STATE = "sidelight$state";

  private final List<MethodPlan> plans;
  private final SiteNumbers numbers;
  private final @Nullable ClassLoader loader;
  private final boolean holds;
  private int majorVersion;
  private String owner = "";

  /** Fields of the class's own instances: name and descriptor. */
  private final Set<String> fields = new HashSet<>();

  private ClassWeaving(
      ClassVisitor out,
      List<MethodPlan> plans,
      SiteNumbers numbers,
      @Nullable ClassLoader loader,
      boolean holds) {
    super(Opcodes.ASM9, out);
    this.holds = holds;
    this.plans = plans;
    this.numbers = numbers;
    this.loader = loader;
  }

  /**
   * @param holds whether it becomes a {@link SidelightHolder}
   */
  static byte[] weave(
      byte[] classFile,
      List<MethodPlan> plans,
      SiteNumbers numbers,
      @Nullable ClassLoader loader,
      boolean holds) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassWeaving(writer, plans, numbers, loader, holds), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    majorVersion = version & 0xffff;
    owner = name;
    String[] implemented = interfaces;
    if (holds) {
      implemented = Arrays.copyOf(interfaces, interfaces.length + 1);
      implemented[interfaces.length] = BootRing.HOLDER.replace('.', '/');
    }
    super.visit(version, access, name, signature, superName, implemented);
  }

  @Override
  public void visitEnd() {
    if (holds) {
      hold();
    }
    super.visitEnd();
  }

  /** The field of {@link SidelightHolder} and its two methods. */
  private void hold() {
    String object = "Ljava/lang/Object;";
    int hidden = Opcodes.ACC_SYNTHETIC;
    super.visitField(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_TRANSIENT | hidden, STATE, object, null, null)
        .visitEnd();
    MethodVisitor get =
        super.visitMethod(Opcodes.ACC_PUBLIC | hidden, STATE, "()" + object, null, null);
    get.visitCode();
    get.visitVarInsn(Opcodes.ALOAD, 0);
    get.visitFieldInsn(Opcodes.GETFIELD, owner, STATE, object);
    get.visitInsn(Opcodes.ARETURN);
    get.visitMaxs(1, 1);
    get.visitEnd();
    MethodVisitor set =
        super.visitMethod(Opcodes.ACC_PUBLIC | hidden, STATE, "(" + object + ")V", null, null);
    set.visitCode();
    set.visitVarInsn(Opcodes.ALOAD, 0);
    set.visitVarInsn(Opcodes.ALOAD, 1);
    set.visitFieldInsn(Opcodes.PUTFIELD, owner, STATE, object);
    set.visitInsn(Opcodes.RETURN);
    set.visitMaxs(2, 2);
    set.visitEnd();
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    if ((access & Opcodes.ACC_STATIC) == 0) {
      fields.add(name + ' ' + descriptor);
    }
    return super.visitField(access, name, descriptor, signature, value);
  }

  /** The rule, without arguments from fields that this version of the library does not have. */
  private MethodRule present(MethodRule rule) {
    Argument[] arguments = rule.arguments.clone();
    for (int i = 0; i < arguments.length; i++) {
      Argument argument = arguments[i];
      if (argument.isField()
          && !fields.contains(argument.fieldName + ' ' + argument.fieldDescriptor)) {
        arguments[i] = Argument.NOTHING;
      }
    }
    return rule.enter == null ? rule : rule.enter(rule.enter, arguments);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
    for (MethodPlan plan : plans) {
      if (plan.name.equals(name) && plan.descriptor.equals(descriptor)) {
        // The first rule's advice is outermost. Each visitor appends its locals to the frames that
        // it is shown, so the one that is shown them first has the lowest.
        int count = plan.rules.size();
        if (plan.maxLocals + count * WovenMethod.LOCALS > 0xffff) {
          throw new IllegalStateException(name + " has no room for more local variables");
        }
        for (int i = 0; i < count; i++) {
          Sites sites =
              majorVersion >= Opcodes.V1_7
                  ? new LinkedSites(plan.bounds.get(i))
                  : new NumberedSites(plan.bounds.get(i), numbers, owner, loader);
          int local = plan.maxLocals + (count - 1 - i) * WovenMethod.LOCALS;
          out =
              new WovenMethod(
                  out,
                  access,
                  owner,
                  descriptor,
                  majorVersion,
                  local,
                  present(plan.rules.get(i)),
                  sites,
                  new MethodText(owner, name, descriptor, plan.bounds.get(i).rule));
        }
      }
    }
    return out;
  }
}
