package io.sidelight.core.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.bytebuddy.agent.ByteBuddyAgent;

/** This JVM, with the boot ring in its bootstrap loader as the agent puts it there. */
public final class TestJvm {
  private static final java.lang.instrument.Instrumentation JVM = prepare();

  private TestJvm() {}

  /**
   * To be asked before any class of the weaver's that names the dispatcher is loaded, and so before
   * any that mentions {@link AdviceLinker}.
   */
  public static java.lang.instrument.Instrumentation instrumentation() {
    return JVM;
  }

  static byte[] dispatcher() {
    return bytes(TestJvm.class.getClassLoader(), "java/lang/SidelightDispatcher");
  }

  static byte[] bytes(ClassLoader loader, String internalName) {
    try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
      if (in == null) {
        throw new IllegalArgumentException("no class file of " + internalName);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Class<?> type) {
    return bytes(type.getClassLoader(), type.getName().replace('.', '/'));
  }

  private static java.lang.instrument.Instrumentation prepare() {
    java.lang.instrument.Instrumentation jvm = ByteBuddyAgent.install();
    try {
      BootRing.define(
          jvm, dispatcher(), bytes(TestJvm.class.getClassLoader(), "java/lang/SidelightHolder"));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the dispatcher could not be defined", e);
    }
    return jvm;
  }
}
