package io.sidelight.inst.jetty.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.SessionManager;
import io.sidelight.core.record.SessionRecorder;
import org.eclipse.jetty.server.session.DefaultSessionCache;
import org.eclipse.jetty.server.session.SessionCache;
import org.eclipse.jetty.server.session.SessionHandler;
import org.jspecify.annotations.Nullable;

/** Where Jetty 9.4 to 11 makes a session. */
public final class SessionAdvice {
  private static final SessionRecorder SESSIONS = Recorders.sessions();

  private SessionAdvice() {}

  public static Object enter(SessionHandler manager) {
    if (!SESSIONS.knows(manager)) {
      SESSIONS.add(new Manager(manager));
    }
    return manager;
  }

  public static void created(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (returned != null) {
      SESSIONS.created();
    }
  }

  private static final class Manager extends SessionManager {
    Manager(SessionHandler manager) {
      super(manager);
    }

    @Override
    protected long active(Object manager) {
      SessionHandler handler = (SessionHandler) manager;
      SessionCache cache = handler.getSessionCache();
      return handler.isRunning() && cache instanceof DefaultSessionCache
          ? ((DefaultSessionCache) cache).getSessionsCurrent()
          : 0;
    }
  }
}
