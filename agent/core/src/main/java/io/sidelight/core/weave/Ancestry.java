package io.sidelight.core.weave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One class and its supertypes, found without loading any: read from class files as the class's
 * loader serves them. Worked out at the first question. Not thread-safe.
 */
final class Ancestry {
  private final @Nullable ClassLoader loader;
  private final @Nullable ClassFile file;
  private final @Nullable Class<?> loaded;
  private @Nullable Set<String> names;

  /** Of a class that is being loaded. */
  Ancestry(@Nullable ClassLoader loader, ClassFile file) {
    this.loader = loader;
    this.file = file;
    this.loaded = null;
  }

  /** Of a class that is loaded already, and so are its ancestors. */
  Ancestry(Class<?> loaded) {
    this.loader = loaded.getClassLoader();
    this.file = null;
    this.loaded = loaded;
  }

  boolean includes(String internalName) {
    Set<String> all = names;
    if (all == null) {
      all = new HashSet<>();
      names = all;
      if (loaded != null) {
        addAncestors(loaded, all);
      } else if (file != null) {
        all.add(file.name());
        addAncestors(file, all);
      }
    }
    return all.contains(internalName);
  }

  private static void addAncestors(Class<?> type, Set<String> all) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      all.add(at.getName().replace('.', '/'));
      for (Class<?> implemented : at.getInterfaces()) {
        addAncestors(implemented, all);
      }
    }
  }

  private void addAncestors(ClassFile of, Set<String> all) {
    add(of.superName(), all);
    for (String implemented : of.interfaces()) {
      add(implemented, all);
    }
  }

  private void add(@Nullable String name, Set<String> all) {
    if (name == null || name.equals("java/lang/Object") || !all.add(name)) {
      return;
    }
    ClassFile ancestor = find(name);
    if (ancestor != null) {
      addAncestors(ancestor, all);
    }
  }

  private @Nullable ClassFile find(String name) {
    String resource = name + ".class";
    // The JDK's own interfaces are the same for everybody; most loaders would only pass the
    // question up, some very slowly.
    try (InputStream in =
        loader == null || name.startsWith("java/")
            ? ClassLoader.getSystemResourceAsStream(resource)
            : loader.getResourceAsStream(resource)) {
      return in == null ? null : new ClassFile(readAll(in));
    } catch (IOException | RuntimeException e) {
      // A class that cannot be read cannot be asked; the JVM will say what is wrong with it.
      return null;
    }
  }

  static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    byte[] chunk = new byte[8192];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      bytes.write(chunk, 0, n);
    }
    return bytes.toByteArray();
  }
}
