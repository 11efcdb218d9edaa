package io.sidelight.core.weave;

import java.lang.ref.WeakReference;
import java.util.EnumMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One app-side loader for each of the application's loaders and name space. Neither is kept alive:
 * the woven classes hold their advice, and go with it when their application is undeployed.
 * Thread-safe; loads nothing while it holds its lock.
 */
final class AppSideLoaders {
  private final ClassLoader agent;

  /** Stands for the bootstrap loader, which has no object. */
  private final ClassLoader bootstrap;

  private final Map<ClassLoader, Map<NameSpace, WeakReference<AppSideLoader>>> loaders =
      new WeakHashMap<>();

  AppSideLoaders(ClassLoader agent) {
    this.agent = agent;
    this.bootstrap = agent;
  }

  AppSideLoader of(@Nullable ClassLoader application, NameSpace space) {
    synchronized (loaders) {
      ClassLoader key = application == null ? bootstrap : application;
      Map<NameSpace, WeakReference<AppSideLoader>> bySpace = loaders.get(key);
      if (bySpace == null) {
        bySpace = new EnumMap<>(NameSpace.class);
        loaders.put(key, bySpace);
      }
      WeakReference<AppSideLoader> known = bySpace.get(space);
      AppSideLoader loader = known == null ? null : known.get();
      if (loader == null) {
        loader = new AppSideLoader(application, agent, space);
        bySpace.put(space, new WeakReference<>(loader));
      }
      return loader;
    }
  }
}
