package io.sidelight.core.weave;

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
  private final List<MethodPlan> plans;
  private final SiteNumbers numbers;
  private final @Nullable ClassLoader loader;
  private int majorVersion;
  private String owner = "";

  /** Fields of the class's own instances: name and descriptor. */
  private final Set<String> fields = new HashSet<>();

  private ClassWeaving(
      ClassVisitor out, List<MethodPlan> plans, SiteNumbers numbers, @Nullable ClassLoader loader) {
    super(Opcodes.ASM9, out);
    this.plans = plans;
    this.numbers = numbers;
    this.loader = loader;
  }

  static byte[] weave(
      byte[] classFile, List<MethodPlan> plans, SiteNumbers numbers, @Nullable ClassLoader loader) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new ClassWeaving(writer, plans, numbers, loader), ClassReader.EXPAND_FRAMES);
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
    super.visit(version, access, name, signature, superName, interfaces);
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
