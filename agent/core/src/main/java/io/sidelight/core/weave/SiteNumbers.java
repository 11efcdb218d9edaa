package io.sidelight.core.weave;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbered places in classes that cannot hold {@code invokedynamic}: one number per advice and
 * class loader, so their count is bounded by the loaders that ever existed. Thread-safe.
 */
final class SiteNumbers {

  /** One place: what to run, and for which loader; the loader is not kept alive. */
  static final class Site {
    final String name;
    final boolean ofBootstrap;
    final WeakReference<@Nullable ClassLoader> loader;

    Site(String name, @Nullable ClassLoader loader) {
      this.name = name;
      this.ofBootstrap = loader == null;
      this.loader = new WeakReference<@Nullable ClassLoader>(loader);
    }
  }

  private final Map<String, List<Integer>> byName = new HashMap<>();
  private volatile Site[] sites = new Site[0];

  synchronized Integer number(String name, @Nullable ClassLoader loader) {
    List<Integer> known = byName.get(name);
    if (known == null) {
      known = new ArrayList<>(2);
      byName.put(name, known);
    }
    for (Integer number : known) {
      Site site = sites[number];
      if (loader == null ? site.ofBootstrap : site.loader.get() == loader) {
        return number;
      }
    }
    Site[] more = new Site[sites.length + 1];
    System.arraycopy(sites, 0, more, 0, sites.length);
    Integer number = sites.length;
    more[number] = new Site(name, loader);
    sites = more;
    known.add(number);
    return number;
  }

  Site site(int number) {
    return sites[number];
  }
}
