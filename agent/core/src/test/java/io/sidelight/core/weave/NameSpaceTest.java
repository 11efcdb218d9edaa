package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LdcInsnNode;

class NameSpaceTest {
  private static final String TEXT = "javax.servlet.error.exception \u00e4\ud83d\ude00\u0000";

  @Test
  void renamesTypesDescriptorsSignaturesAndStrings() throws Exception {
    byte[] classFile = advice();
    ClassNode renamed = read(NameSpace.JAKARTA.rename(classFile));

    assertEquals("jakarta/servlet/http/HttpServlet", renamed.superName);
    assertEquals(List.of("javax/sql/DataSource"), renamed.interfaces);
    FieldNode field = renamed.fields.get(0);
    assertEquals("Ljakarta/websocket/Session;", field.desc);
    assertEquals("Ljava/util/List<Ljakarta/servlet/Filter;>;", field.signature);
    assertEquals(
        "(Ljakarta/servlet/Servlet;Ljavax/net/ssl/SSLContext;)V", renamed.methods.get(0).desc);
    assertEquals(
        TEXT.replace("javax", "jakarta"),
        ((LdcInsnNode) renamed.methods.get(0).instructions.getFirst()).cst);
    assertSame(classFile, NameSpace.JAVAX.rename(classFile));
  }

  @Test
  void renamesRules() {
    ClassRule rule =
        ClassRule.subtypesOf("javax.servlet.Filter")
            .weave(
                MethodRule.method("doFilter", "(Ljavax/servlet/ServletRequest;)V", "X")
                    .enter("begin", Argument.field("s", "Ljavax/websocket/Session;")))
            .in(NameSpace.JAKARTA);
    assertEquals(List.of("jakarta/servlet/Filter"), rule.types);
    assertEquals("(Ljakarta/servlet/ServletRequest;)V", rule.methods.get(0).descriptor);
    assertEquals("Ljakarta/websocket/Session;", rule.methods.get(0).arguments[0].fieldDescriptor);
  }

  private static ClassNode read(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    return node;
  }

  private static byte[] advice() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC,
        "Advice",
        null,
        "javax/servlet/http/HttpServlet",
        new String[] {"javax/sql/DataSource"});
    writer.visitField(
        0, "field", "Ljavax/websocket/Session;", "Ljava/util/List<Ljavax/servlet/Filter;>;", null);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_STATIC,
            "run",
            "(Ljavax/servlet/Servlet;Ljavax/net/ssl/SSLContext;)V",
            null,
            null);
    code.visitCode();
    code.visitLdcInsn(TEXT);
    code.visitInsn(Opcodes.POP);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
