package io.sidelight.inst.jdkhttpclient.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Ends a call when the application's future has completed, however. */
final class Ending implements BiConsumer<@Nullable Object, @Nullable Throwable> {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private final JdkCall call;

  Ending(JdkCall call) {
    this.call = call;
  }

  @Override
  public void accept(@Nullable Object response, @Nullable Throwable thrown) {
    try {
      CLIENT.end(call, thrown);
    } catch (Throwable e) {
      Recorders.errors().swallowed("jdkhttpclient", e);
    }
  }
}
