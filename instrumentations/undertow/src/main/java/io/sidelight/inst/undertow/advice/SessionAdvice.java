package io.sidelight.inst.undertow.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.SessionManager;
import io.sidelight.core.record.SessionRecorder;
import io.undertow.server.session.InMemorySessionManager;
import org.jspecify.annotations.Nullable;

/** Where Undertow makes a session. */
public final class SessionAdvice {
  private static final SessionRecorder SESSIONS = Recorders.sessions();

  private SessionAdvice() {}

  public static Object enter(InMemorySessionManager manager) {
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
    Manager(InMemorySessionManager manager) {
      super(manager);
    }

    @Override
    protected long active(Object manager) {
      return ((InMemorySessionManager) manager).getActiveSessionCount();
    }
  }
}
