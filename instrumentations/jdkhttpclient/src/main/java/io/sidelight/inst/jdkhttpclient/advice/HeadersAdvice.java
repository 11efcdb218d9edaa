package io.sidelight.inst.jdkhttpclient.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    if (values == null || !(current instanceof JdkCall) || !((JdkCall) current).carryOnce()) {
      return values;
    }
    JdkCall call = (JdkCall) current;
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll((Map<String, List<String>>) values);
    call.headers(all);
    CLIENT.inject(call, call);
    call.headers(null);
    return all;
  }
}
