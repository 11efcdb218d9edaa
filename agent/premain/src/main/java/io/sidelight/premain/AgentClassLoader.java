package io.sidelight.premain;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own class loader: it serves what lies under {@code inst/} of the agent jar, itself
 * first, and the platform's classes otherwise. The application sees none of it, and it sees nothing
 * of the application. Thread-safe and parallel capable.
 */
final class AgentClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String ROOM = "inst/";

  private final JarFile jar;
  private final String jarUrl;
  private final ProtectionDomain domain;

  AgentClassLoader(File agentJar, @Nullable ClassLoader parent) throws IOException {
    super(parent);
    // Not verified: signature checks would initialise JCE before the application's main.
    this.jar = new JarFile(agentJar, false);
    this.jarUrl = "jar:" + agentJar.toURI() + "!/" + ROOM;
    this.domain = AgentClassLoader.class.getProtectionDomain();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      ZipEntry entry = entry(name.replace('.', '/').concat(".class"));
      if (entry == null) {
        return super.loadClass(name, resolve);
      }
      byte[] bytes;
      try {
        bytes = read(entry);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
      return defineClass(name, bytes, 0, bytes.length, domain);
    }
  }

  /** Class files are stored under another suffix, so that no class path scanner takes them up. */
  private @Nullable ZipEntry entry(String resource) {
    return jar.getEntry(
        resource.endsWith(".class") ? ROOM + resource + "data" : ROOM.concat(resource));
  }

  @Override
  protected @Nullable URL findResource(String name) {
    ZipEntry entry = entry(name);
    try {
      return entry == null
          ? null
          : new URL(jarUrl + entry.getName().substring(ROOM.length()).replace(" ", "%20"));
    } catch (MalformedURLException e) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return url == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    ZipEntry entry = entry(name);
    try {
      return entry == null ? super.getResourceAsStream(name) : jar.getInputStream(entry);
    } catch (IOException e) {
      return null;
    }
  }

  private byte[] read(ZipEntry entry) throws IOException {
    byte[] bytes = new byte[(int) entry.getSize()];
    try (InputStream in = jar.getInputStream(entry)) {
      for (int length = 0; length < bytes.length; ) {
        int n = in.read(bytes, length, bytes.length - length);
        if (n < 0) {
          throw new EOFException(entry.getName());
        }
        length += n;
      }
    }
    return bytes;
  }
}
