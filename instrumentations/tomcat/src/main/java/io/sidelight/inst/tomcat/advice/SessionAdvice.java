package io.sidelight.inst.tomcat.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.SessionManager;
import io.sidelight.core.record.SessionRecorder;
import org.apache.catalina.session.ManagerBase;
import org.jspecify.annotations.Nullable;

/** Where Tomcat makes a session, or takes one up that was stored. */
public final class SessionAdvice {
  private static final SessionRecorder SESSIONS = Recorders.sessions();

  private SessionAdvice() {}

  public static Object enter(ManagerBase manager) {
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
    /** Payara's relative of Tomcat has managers without a state. */
    private boolean hasState = true;

    Manager(ManagerBase manager) {
      super(manager);
    }

    @Override
    protected long active(Object manager) {
      ManagerBase base = (ManagerBase) manager;
      return isAvailable(base) ? base.getActiveSessions() : 0;
    }

    private boolean isAvailable(ManagerBase base) {
      if (hasState) {
        try {
          return base.getState().isAvailable();
        } catch (NoSuchMethodError e) {
          hasState = false;
        }
      }
      return true;
    }
  }
}
