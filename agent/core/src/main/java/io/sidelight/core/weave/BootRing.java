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
 * Puts {@code java.lang.SidelightDispatcher} into the bootstrap loader. All that Java 8 does not
 * have is called by reflection. See RATIONALE.md of the boot ring for why not by an appended jar.
 */
public final class BootRing {
  static final String DISPATCHER = "java.lang.SidelightDispatcher";

  private BootRing() {}

  /**
   * To be called before any class is loaded that names the dispatcher, {@link Weaving} among them.
   *
   * @param agent the loader that serves the dispatcher's class file
   */
  public static void install(Instrumentation instrumentation, ClassLoader agent)
      throws IOException, ReflectiveOperationException {
    String resource = "boot/" + DISPATCHER + ".bin";
    try (InputStream in = agent.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the agent jar holds no " + resource);
      }
      define(instrumentation, Ancestry.readAll(in));
    }
  }

  static void define(Instrumentation instrumentation, byte[] dispatcher)
      throws ReflectiveOperationException {
    Method getModule;
    try {
      getModule = Class.class.getMethod("getModule");
    } catch (NoSuchMethodException e) {
      defineOnJava8(dispatcher);
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
    try {
      MethodHandles.Lookup.class
          .getMethod("defineClass", byte[].class)
          .invoke(inJavaLang, (Object) dispatcher);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof LinkageError)) {
        throw e;
      }
      // It is there from an attempt before; if that is not the reason, its first use will tell.
    }
  }

  private static void defineOnJava8(byte[] dispatcher) throws ReflectiveOperationException {
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
        .invoke(field.get(null), DISPATCHER, dispatcher, 0, dispatcher.length, null, null);
  }
}
