package io.sidelight.core.weave;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The class file versions that differ in what a woven method may hold. */
enum Format {
  JAVA_1_2(46, false),
  JAVA_1_3(47, false),
  JAVA_1_4(48, false),
  JAVA_5(49, false),
  JAVA_6_WITHOUT_FRAMES(50, false),
  JAVA_6(50, true),
  JAVA_7(51, true),
  JAVA_8(52, true),
  JAVA_11(55, true),
  JAVA_17(61, true);

  final int version;
  final boolean frames;

  Format(int version, boolean frames) {
    this.version = version;
    this.frames = frames;
  }

  /** The same class in this format; it must not use what the format does not have. */
  byte[] write(byte[] classFile) {
    return convert(classFile, version, frames ? 0 : ClassReader.SKIP_FRAMES);
  }

  /**
   * A class file of Java 6 as one of Java 7, where the JVM verifies by frames alone: the older may
   * be wrong in them, and the JVM falls back silently.
   */
  static byte[] strict(byte[] classFile) {
    return convert(classFile, Opcodes.V1_7, 0);
  }

  private static byte[] convert(byte[] classFile, int version, int flags) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor converter =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int ignored,
              int access,
              String name,
              String signature,
              String superName,
              String[] interfaces) {
            super.visit(version, access, name, signature, superName, interfaces);
          }
        };
    new ClassReader(classFile).accept(converter, flags);
    return writer.toByteArray();
  }
}
