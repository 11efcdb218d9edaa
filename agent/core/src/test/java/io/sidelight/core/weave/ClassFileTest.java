package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class ClassFileTest {

  @Test
  void readsWhatAsmReads() throws Exception {
    List<byte[]> all = new ArrayList<>(Corpus.classPath().values());
    all.addAll(Corpus.jdk("java.base", "java/util"));
    all.addAll(Corpus.jdk("java.sql", "java/sql"));
    assertTrue(all.size() > 2_000, all.size() + " classes");
    for (byte[] classFile : all) {
      compare(classFile);
    }
  }

  private static void compare(byte[] classFile) {
    ClassNode expected = new ClassNode();
    new ClassReader(classFile).accept(expected, ClassReader.SKIP_DEBUG);
    ClassFile file = new ClassFile(classFile);
    assertEquals(expected.name, file.name());
    assertEquals(expected.superName, file.superName());
    assertArrayEquals(expected.interfaces.toArray(), file.interfaces(), expected.name);
    assertEquals(expected.version & 0xffff, file.majorVersion());
    List<String> wanted = new ArrayList<>();
    for (MethodNode method : expected.methods) {
      if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
        // ASM keeps more in them than a class file has.
        wanted.add((method.access & 0xffff) + method.name + method.desc);
      }
    }
    assertEquals(wanted, methods(file), expected.name);
  }

  private static List<String> methods(ClassFile file) {
    List<String> found = new ArrayList<>();
    file.methods(
        (at, name, type) -> found.add(file.access(at) + file.utf8(name) + file.utf8(type)));
    return found;
  }

  @Test
  void readsNamesBeyondAscii() {
    ClassWriter writer = new ClassWriter(0);
    String name = "\u00e4/\u4e16\ud83d\ude00\u0000";
    writer.visit(Opcodes.V1_8, 0, name, null, "s\ud83d\ude00", new String[] {"\u07ff\u0800"});
    compare(writer.toByteArray());
  }

  @Test
  void findsPartsOfItsConstants() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_8, 0, "com/jajakarta/servlet/A", null, "javax/servlet", new String[0]);
    writer.newConst(1L);
    ClassFile file = new ClassFile(writer.toByteArray());
    for (String part : List.of("com/", "jakarta/servlet/", "jakarta/servlet/A", "javax/servlet")) {
      assertTrue(file.mentions(part.getBytes(StandardCharsets.US_ASCII)), part);
    }
    for (String part : List.of("javax/servlet/", "jakarta/servlet/B", "akarta/servlet/AA", "x/c")) {
      assertFalse(file.mentions(part.getBytes(StandardCharsets.US_ASCII)), part);
    }
  }

  @Test
  void refusesANegativeLength() {
    byte[] classFile = OldClassFilesTest.subroutine(48);
    ClassFile file = new ClassFile(classFile);
    int code = 0;
    for (int i = 1; i < file.constants(); i++) {
      if (file.utf8At(i) > 0 && file.utf8(i).equals("Code")) {
        code = i;
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(classFile);
    int at = classFile.length - 6;
    while (bytes.getShort(at) != code || bytes.getShort(at - 2) != 1) {
      at--;
    }
    // Six bytes back from its end, which is where the attribute begins.
    bytes.putInt(at + 2, -6);
    assertThrows(IllegalArgumentException.class, () -> methods(new ClassFile(classFile)));
  }
}
