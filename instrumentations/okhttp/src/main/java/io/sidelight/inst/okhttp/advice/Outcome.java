package io.sidelight.inst.okhttp.advice;

import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Goes with a call through the dispatcher's queue in place of the application's callback, which it
 * calls in the context that the call was enqueued in. That is not always what the dispatcher's
 * thread would have: a call that had to wait is started by the thread that has done with another.
 */
final class Outcome implements Callback {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();
  private static final ContextRecorder CONTEXTS = Recorders.context();

  private final @Nullable OkCall call;
  private final @Nullable Object context;
  private final Callback application;

  /** What undoes the attaching of the context; of the thread that runs the call. */
  private @Nullable Object before;

  /**
   * @param call null if it is part of another and not recorded
   */
  Outcome(@Nullable OkCall call, @Nullable Object context, Callback application) {
    this.call = call;
    this.context = context;
    this.application = application;
  }

  /** The current thread begins to execute the call. */
  void run() {
    before = CONTEXTS.attach(context);
    if (call != null) {
      CLIENT.resume(call);
    }
  }

  /** The current thread has executed the call; what was thrown, the callback may not know. */
  void ran(@Nullable Throwable thrown) {
    if (call != null) {
      CLIENT.leave(call);
    }
    if (thrown != null) {
      broken(thrown);
    }
    if (before != null) {
      CONTEXTS.detach(before);
      before = null;
    }
  }

  /** Ends the call, unless it has ended. */
  void broken(Throwable thrown) {
    if (call != null) {
      CLIENT.leave(call);
      call.failed(CLIENT, thrown);
    }
  }

  @Override
  public void onResponse(Call made, Response response) throws IOException {
    try {
      if (call != null) {
        CLIENT.leave(call);
        call.succeeded(CLIENT, response);
      }
    } catch (Throwable e) {
      Recorders.errors().swallowed("okhttp", e);
    }
    Object around = CONTEXTS.attach(context);
    try {
      application.onResponse(made, response);
    } finally {
      CONTEXTS.detach(around);
    }
  }

  @Override
  public void onFailure(Call made, IOException thrown) {
    try {
      broken(thrown);
    } catch (Throwable e) {
      Recorders.errors().swallowed("okhttp", e);
    }
    Object around = CONTEXTS.attach(context);
    try {
      application.onFailure(made, thrown);
    } finally {
      CONTEXTS.detach(around);
    }
  }
}
