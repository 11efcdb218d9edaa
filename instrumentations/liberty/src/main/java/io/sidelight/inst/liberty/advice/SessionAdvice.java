package io.sidelight.inst.liberty.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.SessionManager;
import io.sidelight.core.record.SessionRecorder;
import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where Open Liberty makes a session, whether or not it is kept elsewhere, too. */
public final class SessionAdvice {
  private static final SessionRecorder SESSIONS = Recorders.sessions();

  private SessionAdvice() {}

  public static Object enter(Object store) {
    if (!SESSIONS.knows(store)) {
      SESSIONS.add(new Store(store));
    }
    return store;
  }

  public static void created(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (returned != null) {
      SESSIONS.created();
    }
  }

  private static final class Store extends SessionManager {
    private final @Nullable Field sessions;

    Store(Object store) {
      super(store);
      Field field = null;
      try {
        field = store.getClass().getField("_sessions");
      } catch (NoSuchFieldException e) {
        // Of another version: none is shown.
      }
      sessions = field;
    }

    @Override
    protected long active(Object store) {
      if (sessions == null) {
        return 0;
      }
      try {
        Object map = sessions.get(store);
        return map instanceof Map ? ((Map<?, ?>) map).size() : 0;
      } catch (IllegalAccessException e) {
        return 0;
      }
    }
  }
}
