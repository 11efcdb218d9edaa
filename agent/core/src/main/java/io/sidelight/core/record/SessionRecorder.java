package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;
import io.sidelight.core.meter.ObservedSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions of the containers in this JVM. How many are active is asked of the containers' own
 * managers when somebody scrapes, and costs nothing in between. Thread-safe.
 */
public final class SessionRecorder {
  private final Meters meters;
  private final WeakTable<Object, Boolean> known = new WeakTable<>();
  private final List<SessionManager> managers = new ArrayList<>();
  private final Active active = new Active();

  /** Over these meters. */
  public SessionRecorder(Meters meters) {
    this.meters = meters;
  }

  /** Whether this manager was told of already. */
  public boolean knows(Object manager) {
    return known.get(manager) != null;
  }

  /** A manager that may have sessions from now on. */
  public void add(SessionManager manager) {
    Object of = manager.get();
    synchronized (managers) {
      if (of == null || known.put(of, Boolean.TRUE) != null) {
        return;
      }
      managers.add(manager);
    }
    meters.activeSessions.series("").observe(active);
  }

  /** A session has been made for somebody who had none. */
  public void created() {
    meters.sessionsCreated.series("").increment();
  }

  /** How many sessions there are now. */
  private final class Active implements ObservedSeries.Source {
    @Override
    public long value() {
      return active();
    }
  }

  private long active() {
    long active = 0;
    synchronized (managers) {
      for (int i = managers.size() - 1; i >= 0; i--) {
        Object manager = managers.get(i).get();
        if (manager == null) {
          managers.remove(i);
        } else {
          active += active(i, manager);
        }
      }
    }
    return active;
  }

  /** Whatever a container's manager throws, the page must be answered. */
  private long active(int index, Object manager) {
    try {
      return Math.max(managers.get(index).active(manager), 0);
    } catch (Throwable e) {
      managers.remove(index);
      Recorders.errors().swallowed("sessions", e);
      return 0;
    }
  }
}
