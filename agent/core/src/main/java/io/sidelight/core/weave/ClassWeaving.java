package io.sidelight.core.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Writes one class anew with the planned methods woven. Everything else is copied byte for byte,
 * which goes by the length of things and reads no name: constants are only added. Not thread-safe.
 */
final class ClassWeaving {
  private static final String STATE = "sidelight$state";
  private static final int HEADER = 8;
  private static final int FIRST_LINKED = 51;

  private final ClassFile file;
  private final List<MethodPlan> plans;
  private final SiteNumbers numbers;
  private final @Nullable ClassLoader loader;
  private final boolean linked;

  /** Where the class file's bootstrap methods are; 0 if it has none. */
  private final int bootstraps;

  private final AddedConstants constants;
  private final Bytes out;

  private ClassWeaving(
      ClassFile file, List<MethodPlan> plans, SiteNumbers numbers, @Nullable ClassLoader loader) {
    this.file = file;
    this.plans = plans;
    this.numbers = numbers;
    this.loader = loader;
    this.linked = file.majorVersion() >= FIRST_LINKED;
    this.bootstraps = file.bootstraps();
    this.constants =
        new AddedConstants(file.constants(), bootstraps > 0 ? file.u2(bootstraps + 6) : 0);
    this.out = new Bytes(file.length() + 1024);
  }

  /**
   * @param holds whether it becomes a {@link SidelightHolder}
   */
  static byte[] weave(
      ClassFile file,
      List<MethodPlan> plans,
      SiteNumbers numbers,
      @Nullable ClassLoader loader,
      boolean holds) {
    return new ClassWeaving(file, plans, numbers, loader).weave(holds);
  }

  private byte[] weave(boolean holds) {
    // Access flags, name, superclass.
    int at = file.afterConstants();
    file.copy(at, at + 6, out);
    at = list(at + 6, holds ? 1 : 0);
    int end = at + 2 * file.u2(at - 2);
    file.copy(at, end, out);
    if (holds) {
      out.u2(constants.type(BootRing.HOLDER.replace('.', '/')));
    }
    at = list(end, holds ? 1 : 0);
    end = file.skipMembers(at - 2);
    file.copy(at, end, out);
    if (holds) {
      writeState();
    }
    int methods = file.u2(end);
    at = list(end, holds ? 2 : 0);
    for (int i = 0; i < methods; i++) {
      at = writeMethod(at);
    }
    if (holds) {
      writeAccess();
    }
    writeAttributes(at);
    return whole();
  }

  /** Writes how many there are with some more; returns where the first stands. */
  private int list(int at, int more) {
    out.u2(file.u2(at) + more);
    return at + 2;
  }

  private byte[] whole() {
    Bytes whole = new Bytes(file.length() + constants.bytes().length() + out.length());
    file.copy(0, HEADER, whole);
    whole.u2(constants.count());
    file.copy(HEADER + 2, file.afterConstants(), whole);
    whole.put(constants.bytes());
    whole.put(out);
    return whole.toArray();
  }

  private int writeMethod(int method) {
    MethodPlan plan = null;
    for (MethodPlan each : plans) {
      if (each.at == method) {
        plan = each;
      }
    }
    int end = file.skipAttributes(method + 6);
    if (plan == null) {
      file.copy(method, end, out);
      return end;
    }
    file.copy(method, method + 8, out);
    int at = method + 8;
    for (int i = file.u2(method + 6); i > 0; i--) {
      int next = at + 6 + file.u4(at + 2);
      if (file.isCode(at)) {
        writeCode(plan, at);
      } else {
        file.copy(at, next, out);
      }
      at = next;
    }
    return end;
  }

  /** The first rule's advice is outermost, so the last one is written first. */
  private void writeCode(MethodPlan plan, int attribute) {
    boolean isStatic = (file.access(plan.at) & Opcodes.ACC_STATIC) != 0;
    Descriptor descriptor = new Descriptor(plan.descriptor);
    MethodCode code = new MethodCode(file, attribute, descriptor, isStatic, constants);
    String owner = file.name();
    for (int i = plan.rules.size() - 1; i >= 0; i--) {
      RuleIndex.Bound bound = plan.bounds.get(i);
      MethodRule rule = present(plan.rules.get(i));
      Sites sites =
          linked ? new LinkedSites(bound) : new NumberedSites(bound, numbers, owner, loader);
      MethodText text = rule.needsText() ? new MethodText(file, plan, bound.rule) : null;
      code.weave(new WovenMethod(isStatic, owner, descriptor, rule, sites, text));
    }
    code.write(out);
  }

  /** The rule, without arguments from fields that this version of the library does not have. */
  private MethodRule present(MethodRule rule) {
    Argument[] arguments = rule.arguments;
    for (int i = 0; i < rule.arguments.length; i++) {
      String name = rule.arguments[i].fieldName;
      String descriptor = rule.arguments[i].fieldDescriptor;
      if (name != null && descriptor != null && !file.declares(name, descriptor)) {
        arguments = arguments == rule.arguments ? arguments.clone() : arguments;
        arguments[i] = Argument.NOTHING;
      }
    }
    return arguments == rule.arguments || rule.enter == null
        ? rule
        : rule.enter(rule.enter, arguments);
  }

  /** The field of {@link SidelightHolder}. */
  private void writeState() {
    out.u2(Opcodes.ACC_PRIVATE | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC);
    out.u2(constants.utf8(STATE));
    out.u2(constants.utf8(Descriptor.OBJECT));
    out.u2(0);
  }

  /** The two methods of {@link SidelightHolder}. */
  private void writeAccess() {
    Instructions get = new Instructions(constants);
    get.load(Descriptor.OBJECT, 0);
    get.getField(file.name(), STATE, Descriptor.OBJECT);
    get.plain(Opcodes.ARETURN);
    writeMethod("()" + Descriptor.OBJECT, 1, get);
    Instructions set = new Instructions(constants);
    set.load(Descriptor.OBJECT, 0);
    set.load(Descriptor.OBJECT, 1);
    set.putField(file.name(), STATE, Descriptor.OBJECT);
    set.plain(Opcodes.RETURN);
    writeMethod("(" + Descriptor.OBJECT + ")V", 2, set);
  }

  /**
   * @param size of its stack and of its local variables
   */
  private void writeMethod(String descriptor, int size, Instructions code) {
    out.u2(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC);
    out.u2(constants.utf8(STATE));
    out.u2(constants.utf8(descriptor));
    out.u2(1);
    out.u2(constants.utf8("Code"));
    // Sizes, code, and that there are neither handlers nor attributes.
    out.u4(8 + code.length() + 4);
    out.u2(size);
    out.u2(size);
    out.u4(code.length());
    out.put(code.toArray());
    out.u2(0);
    out.u2(0);
  }

  /** Those of the class, with the bootstrap method of linked sites in its place. */
  private void writeAttributes(int attributes) {
    boolean first = linked && bootstraps == 0;
    list(attributes, first ? 1 : 0);
    int at = attributes + 2;
    for (int i = file.u2(attributes); i > 0; i--) {
      int next = at + 6 + file.u4(at + 2);
      if (at == bootstraps) {
        out.u2(file.u2(at));
        out.u4(next - at - 6 + 4);
        list(at + 6, 1);
        file.copy(at + 8, next, out);
        writeBootstrap();
      } else {
        file.copy(at, next, out);
      }
      at = next;
    }
    if (first) {
      out.u2(constants.utf8("BootstrapMethods"));
      out.u4(2 + 4);
      out.u2(1);
      writeBootstrap();
    }
  }

  /** Without arguments. */
  private void writeBootstrap() {
    out.u2(
        constants.handle(
            LinkedSites.DISPATCHER, LinkedSites.BOOTSTRAP, LinkedSites.BOOTSTRAP_TYPE));
    out.u2(0);
  }
}
