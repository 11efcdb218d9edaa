package io.sidelight.inst.vertx.advice;

import org.jspecify.annotations.Nullable;

/**
 * The routes that a request has come by. The last counts: those before it, such as one for all
 * paths that reads the body, have handed the request on. Not synchronized; vertx-web handles one
 * route of a request at a time.
 */
final class Routes {
  private @Nullable String mountPoint;
  private String base = "";
  private volatile @Nullable String path;
  private volatile String pathBase = "";

  /**
   * Now this one.
   *
   * @param mount where the router is mounted, with the values of parameters; null if nowhere
   * @param template below that; null if the route is for all paths, or a regular expression
   */
  void at(@Nullable String mount, @Nullable String template) {
    if (mount == null) {
      base = "";
      mountPoint = null;
    } else if (!mount.equals(mountPoint)) {
      base = template(mount);
      mountPoint = mount;
    }
    if (template != null) {
      pathBase = base;
      path = template;
    }
  }

  /** With parameters as the application wrote them, such as {@code /owners/:id}; or null. */
  @Nullable String last() {
    String below = path;
    String above = pathBase;
    return below == null || above.isEmpty() ? below : above.concat(below);
  }

  /**
   * What a router is mounted at, without values. It is mounted by a route, and the one that came
   * last is that, or one below it: its first segments, as many as the mount point has.
   */
  private String template(String mount) {
    String at = last();
    if (at == null) {
      return "";
    }
    int end = 0;
    for (int i = 0; i < mount.length() && end < at.length(); i++) {
      if (mount.charAt(i) == '/' && i + 1 < mount.length()) {
        int next = at.indexOf('/', end + 1);
        end = next < 0 ? at.length() : next;
      }
    }
    return at.substring(0, end);
  }
}
