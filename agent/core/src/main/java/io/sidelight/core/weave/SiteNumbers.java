package io.sidelight.core.weave;

import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The numbered places in classes that cannot hold {@code invokedynamic}: one number per advice and
 * woven class. The numbers of classes that are gone are given again, so their count is bounded by
 * the classes that ever lived at one time. Thread-safe.
 */
final class SiteNumbers {

  /** Keeps linked advice alive as long as the woven class, and no longer. */
  private static final class Anchor extends ClassValue<ConcurrentLinkedQueue<MethodHandle>> {
    @Override
    protected ConcurrentLinkedQueue<MethodHandle> computeValue(Class<?> type) {
      return new ConcurrentLinkedQueue<>();
    }
  }

  private static final Anchor ANCHOR = new Anchor();

  /** One place: what to run, and for which class. Neither that nor its advice is kept alive. */
  static final class Site {
    final String name;
    private final String owner;
    private final boolean ofBootstrap;
    private final WeakReference<@Nullable ClassLoader> loader;
    private volatile @Nullable WeakReference<MethodHandle> advice;

    Site(String name, String owner, @Nullable ClassLoader loader) {
      this.name = name;
      this.owner = owner;
      this.ofBootstrap = loader == null;
      this.loader = new WeakReference<@Nullable ClassLoader>(loader);
    }

    boolean replaces() {
      return AdviceName.parse(name).replaces;
    }

    private boolean isOf(@Nullable ClassLoader asked) {
      return asked == null ? ofBootstrap : loader.get() == asked;
    }

    private boolean isGone() {
      return !ofBootstrap && loader.get() == null;
    }

    @Nullable ClassLoader loader() {
      return loader.get();
    }

    /** What was linked, or null if nothing was. */
    @Nullable MethodHandle advice() {
      WeakReference<MethodHandle> linked = advice;
      return linked == null ? null : linked.get();
    }

    void link(MethodHandle linked) throws ClassNotFoundException {
      // No class is loaded by this: it is the one whose method is running.
      ANCHOR.get(Class.forName(owner.replace('/', '.'), false, loader.get())).add(linked);
      advice = new WeakReference<>(linked);
    }
  }

  private final Map<String, List<Integer>> byName = new HashMap<>();
  private volatile Site[] sites = new Site[0];

  /**
   * The number of an advice in a class.
   *
   * @param arguments how many values the place hands over
   * @param owner internal name of the class
   */
  synchronized Integer number(
      String name, int arguments, String owner, @Nullable ClassLoader loader) {
    String key = name + ' ' + arguments + ' ' + owner;
    List<Integer> known = byName.get(key);
    if (known == null) {
      known = new ArrayList<>(2);
      byName.put(key, known);
    }
    for (Integer number : known) {
      if (sites[number].isOf(loader)) {
        return number;
      }
    }
    for (Integer number : known) {
      if (sites[number].isGone()) {
        put(sites.clone(), number, new Site(name, owner, loader));
        return number;
      }
    }
    Integer number = sites.length;
    Site[] more = new Site[sites.length + 1];
    System.arraycopy(sites, 0, more, 0, sites.length);
    put(more, number, new Site(name, owner, loader));
    known.add(number);
    return number;
  }

  private void put(Site[] all, int number, Site site) {
    all[number] = site;
    sites = all;
  }

  Site site(int number) {
    return sites[number];
  }
}
