package io.sidelight.inst.jettycore.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.SessionManager;
import io.sidelight.core.record.SessionRecorder;
import org.eclipse.jetty.session.AbstractSessionManager;
import org.eclipse.jetty.session.DefaultSessionCache;
import org.eclipse.jetty.session.SessionCache;
import org.jspecify.annotations.Nullable;

/** Where Jetty 12 makes a session, in whatever environment. */
public final class SessionAdvice {
  private static final SessionRecorder SESSIONS = Recorders.sessions();

  private SessionAdvice() {}

  public static Object enter(AbstractSessionManager manager) {
    if (!SESSIONS.knows(manager)) {
      SESSIONS.add(new Manager(manager));
    }
    return manager;
  }

  public static void created(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown == null) {
      SESSIONS.created();
    }
  }

  private static final class Manager extends SessionManager {
    Manager(AbstractSessionManager manager) {
      super(manager);
    }

    @Override
    protected long active(Object manager) {
      AbstractSessionManager of = (AbstractSessionManager) manager;
      SessionCache cache = of.getSessionCache();
      return of.isRunning() && cache instanceof DefaultSessionCache
          ? ((DefaultSessionCache) cache).getSessionsCurrent()
          : 0;
    }
  }
}
