package io.sidelight.core.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Set;

/**
 * Puts the boot ring's classes into the bootstrap loader. All that Java 8 does not have is called
 * by reflection. See RATIONALE.md of the boot ring for why not by an appended jar.
 */
public final class BootRing {
  static final String DISPATCHER = "java.lang.SidelightDispatcher";
  static final String HOLDER = "java.lang.SidelightHolder";

  private BootRing() {}

  /**
   * To be called before any class is loaded that names one of the ring's, {@link Weaving} and the
   * recorders among them.
   *
   * @param agent the loader that serves the class files
   */
  public static void install(Instrumentation instrumentation, ClassLoader agent)
      throws IOException, ReflectiveOperationException {
    define(instrumentation, classFile(agent, DISPATCHER), classFile(agent, HOLDER));
  }

  private static byte[] classFile(ClassLoader agent, String name) throws IOException {
    String resource = "boot/" + name + ".bin";
    try (InputStream in = agent.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the agent jar holds no " + resource);
      }
      return Ancestry.readAll(in);
    }
  }

  static void define(Instrumentation instrumentation, byte[] dispatcher, byte[] holder)
      throws ReflectiveOperationException {
    Method getModule;
    try {
      getModule = Class.class.getMethod("getModule");
    } catch (NoSuchMethodException e) {
      defineOnJava8(DISPATCHER, dispatcher);
      defineOnJava8(HOLDER, holder);
      return;
    }
    Object javaBase = getModule.invoke(Object.class);
    Object self = getModule.invoke(BootRing.class);
    for (Method method : Instrumentation.class.getMethods()) {
      if (method.getName().equals("redefineModule")) {
        method.invoke(
            instrumentation,
            javaBase,
            Collections.emptySet(),
            Collections.emptyMap(),
            Collections.<String, Set<Object>>singletonMap("java.lang", Collections.singleton(self)),
            Collections.emptySet(),
            Collections.emptyMap());
      }
    }
    Object inJavaLang =
        MethodHandles.class
            .getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class)
            .invoke(null, Object.class, MethodHandles.lookup());
    Method defineClass = MethodHandles.Lookup.class.getMethod("defineClass", byte[].class);
    for (byte[] classFile : new byte[][] {dispatcher, holder}) {
      try {
        defineClass.invoke(inJavaLang, (Object) classFile);
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof LinkageError)) {
          throw e;
        }
        // It is there from an attempt before; if that is not the reason, its first use will tell.
      }
    }
  }

  private static void defineOnJava8(String name, byte[] classFile)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Unsafe");
    Field field = type.getDeclaredField("theUnsafe");
    field.setAccessible(true);
    type.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class)
        .invoke(field.get(null), name, classFile, 0, classFile.length, null, null);
  }
}
