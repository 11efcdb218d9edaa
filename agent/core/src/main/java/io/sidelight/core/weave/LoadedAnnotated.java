package io.sidelight.core.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which loaded classes name an annotation that a rule wants. Their class files are read again, but
 * only those of loaders that know such an annotation. Used once, by one thread; keeps loaders
 * alive.
 */
final class LoadedAnnotated {
  private final RuleIndex index;
  private final List<String> annotations;
  private final Map<ClassLoader, Boolean> knowing = new IdentityHashMap<>();

  LoadedAnnotated(RuleIndex index) {
    this.index = index;
    this.annotations = index.annotationFiles();
  }

  boolean mayBe(Class<?> loaded) {
    ClassLoader loader = loaded.getClassLoader();
    if (loader == null || loaded.isArray() || !knows(loader)) {
      return false;
    }
    try (InputStream in =
        loader.getResourceAsStream(loaded.getName().replace('.', '/') + ".class")) {
      return in != null && isAnnotated(new ClassFile(Ancestry.readAll(in)));
    } catch (IOException | RuntimeException e) {
      // What cannot be read is left as it is.
      return false;
    }
  }

  private boolean isAnnotated(ClassFile file) {
    return (index.mentioned(file) & WantedNames.ANNOTATION) != 0;
  }

  private boolean knows(ClassLoader loader) {
    Boolean known = knowing.get(loader);
    if (known == null) {
      known = false;
      for (String annotation : annotations) {
        known |= loader.getResource(annotation) != null;
      }
      knowing.put(loader, known);
    }
    return known;
  }
}
