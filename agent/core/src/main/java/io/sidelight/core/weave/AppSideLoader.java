package io.sidelight.core.weave;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where advice lives: beside one of the application's loaders, whose classes it sees, and in sight
 * of the agent's {@code record}. It defines advice itself and nothing else. Thread-safe and
 * parallel capable.
 */
final class AppSideLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ClassLoader agent;
  private final NameSpace space;

  AppSideLoader(@Nullable ClassLoader application, ClassLoader agent, NameSpace space) {
    super(application);
    this.agent = agent;
    this.space = space;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("io.sidelight.")) {
      return super.loadClass(name, resolve);
    }
    if (!AdviceName.isAppSide(name)) {
      return agent.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = agent.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = space.rename(Ancestry.readAll(in));
      return defineClass(name, bytes, 0, bytes.length, AppSideLoader.class.getProtectionDomain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
