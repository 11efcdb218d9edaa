package io.sidelight.core.record;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For objects of an instrumentation that a library calls in place of the application's own, where
 * no woven code catches what goes wrong. The application is called once, whatever fails in a
 * recorder; what it throws passes, and nothing else does. Thread-safe.
 */
public final class WebSocketCallbacks {
  private final String instrumentation;
  private final WebSocketRecorder recorder;
  private final ErrorRecorder errors;

  /**
   * For the installed recorders.
   *
   * @param instrumentation by which errors are counted
   */
  public WebSocketCallbacks(String instrumentation) {
    this(instrumentation, Recorders.webSocket(), Recorders.errors());
  }

  WebSocketCallbacks(String instrumentation, WebSocketRecorder recorder, ErrorRecorder errors) {
    this.instrumentation = instrumentation;
    this.recorder = recorder;
    this.errors = errors;
  }

  /**
   * What is recorded beside a call, before it or after.
   *
   * @return whether all of it was
   */
  public boolean record(Runnable step) {
    try {
      step.run();
      return true;
    } catch (Throwable e) {
      errors.swallowed(instrumentation, e);
      return false;
    }
  }

  /** Tells the application that a connection to another server is open. */
  public void open(WebSocketConnection connection, Object session, Runnable application) {
    around(
        () -> recorder.client().open(connection, session),
        nothing(application),
        thrown -> recorder.opened(connection, thrown));
  }

  /**
   * Gives the application a text, or a part of one, on a connection that is read on only when it
   * has come back.
   *
   * @param last whether this is all, or the last part
   */
  public <T extends @Nullable Object> T text(
      WebSocketConnection connection, CharSequence text, boolean last, Supplier<T> application) {
    return message(
        connection, WebSocketMessageType.TEXT, () -> Utf8.length(text), last, application);
  }

  /** As above for what returns nothing. */
  public void text(
      WebSocketConnection connection, CharSequence text, boolean last, Runnable application) {
    text(connection, text, last, nothing(application));
  }

  /**
   * As {@link #text} for what is not text.
   *
   * @param bytes the size of its payload
   */
  public <T extends @Nullable Object> T binary(
      WebSocketConnection connection, long bytes, boolean last, Supplier<T> application) {
    return message(connection, WebSocketMessageType.BINARY, () -> bytes, last, application);
  }

  /**
   * As {@link #text} for any type.
   *
   * @param bytes the size of its payload
   */
  public void message(
      WebSocketConnection connection,
      WebSocketMessageType type,
      long bytes,
      boolean last,
      Runnable application) {
    message(connection, type, () -> bytes, last, nothing(application));
  }

  private <T extends @Nullable Object> T message(
      WebSocketConnection connection,
      WebSocketMessageType type,
      LongSupplier bytes,
      boolean last,
      Supplier<T> application) {
    return around(
        () -> recorder.receiver().begin(connection, type, bytes.getAsLong(), last),
        application,
        thrown -> recorder.receiver().end(connection, thrown));
  }

  /** Gives the application what {@link WebSocketReceiver#take} returned. */
  public void part(WebSocketPart part, Runnable application) {
    around(
        () -> recorder.receiver().begin(part),
        nothing(application),
        thrown -> recorder.receiver().end(part, thrown));
  }

  /** Gives the application what {@link WebSocketReceiver#stream} returned. */
  public void stream(WebSocketStream stream, Runnable application) {
    around(
        () -> recorder.receiver().begin(stream),
        nothing(application),
        thrown -> recorder.receiver().end(stream, thrown));
  }

  /**
   * Passes on what {@link WebSocketReceiver#take} returned to where it is {@link
   * WebSocketReceiver#offered}, on this thread.
   */
  public void offer(WebSocketPart part, Runnable container) {
    around(
        () -> recorder.receiver().offer(part),
        nothing(container),
        thrown -> recorder.receiver().offered());
  }

  /** Tells the application something else of a session; what it throws is an error of its own. */
  public <T extends @Nullable Object> T tell(Object session, Supplier<T> application) {
    return around(
        () -> {},
        application,
        thrown -> {
          if (thrown != null) {
            recorder.failed(session, thrown);
          }
        });
  }

  /** As above for what returns nothing. */
  public void tell(Object session, Runnable application) {
    tell(session, nothing(application));
  }

  /** As {@link WebSocketSender#written}. */
  public void written(WebSocketPart part, @Nullable Throwable thrown) {
    record(() -> recorder.sender().written(part, thrown));
  }

  private interface End {
    void accept(@Nullable Throwable thrown);
  }

  private <T extends @Nullable Object> T around(Runnable begin, Supplier<T> application, End end) {
    boolean hasBegun = record(begin);
    Throwable failure = null;
    try {
      return application.get();
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      if (hasBegun) {
        Throwable thrown = failure;
        record(() -> end.accept(thrown));
      }
    }
  }

  private static Supplier<@Nullable Void> nothing(Runnable application) {
    return () -> {
      application.run();
      return null;
    };
  }
}
