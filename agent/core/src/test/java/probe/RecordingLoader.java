package probe;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An application's class loader that remembers which classes it was asked for. It stands in a
 * package of its own because the weaver leaves the agent's own loaders alone, by their names.
 */
public final class RecordingLoader extends URLClassLoader {
  private final List<String> asked = new ArrayList<>();

  public RecordingLoader(Path folder, ClassLoader parent) throws IOException {
    super(new URL[] {folder.toUri().toURL()}, parent);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (asked) {
      asked.add(name);
    }
    return super.loadClass(name, resolve);
  }

  /** The classes that it was asked for, its child's questions included. */
  public List<String> asked() {
    synchronized (asked) {
      return new ArrayList<>(asked);
    }
  }
}
