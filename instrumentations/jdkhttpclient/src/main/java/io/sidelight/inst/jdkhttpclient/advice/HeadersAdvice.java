package io.sidelight.inst.jdkhttpclient.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On the making of headers: the first that the sending thread makes are those of the copy that the
 * client takes of the application's request.
 */
public final class HeadersAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private HeadersAdvice() {}

  @SuppressWarnings("unchecked") // the parameter's type
  public static @Nullable Object values(@Nullable Object token, @Nullable Object values) {
    HttpClientCall current = CLIENT.current();
    return values != null && current instanceof JdkCall
        ? ((JdkCall) current).carry(CLIENT, (Map<String, List<String>>) values)
        : values;
  }
}
