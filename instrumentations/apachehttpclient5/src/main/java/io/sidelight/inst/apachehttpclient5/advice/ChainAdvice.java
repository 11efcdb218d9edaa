package io.sidelight.inst.apachehttpclient5.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * On the links of the chain that an asynchronous request goes through: the first, which the caller
 * runs, and the last, which a thread of the client's runs once for each request it sends.
 */
public final class ChainAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  /** Calls by what can cancel them, which is the only thing that no two of them share. */
  private static final WeakTable<CancellableDependency, ApacheCall> CALLS = new WeakTable<>();

  private ChainAdvice() {}

  public static @Nullable Object enter(@Nullable Object request, @Nullable Object scope) {
    HttpClientCall current = CLIENT.current();
    ApacheCall call = current instanceof ApacheCall ? (ApacheCall) current : null;
    if (call == null || call.described || request == null || scope == null) {
      return null;
    }
    call.describe((HttpRequest) request);
    CALLS.put(((AsyncExecChain.Scope) scope).cancellableDependency, call);
    return call;
  }

  public static @Nullable Object callback(@Nullable Object token, @Nullable Object callback) {
    return token == null || callback == null
        ? callback
        : new Answering((ApacheCall) token, (AsyncExecCallback) callback);
  }

  /** The client's copy of the request is about to be sent. */
  public static @Nullable Object send(@Nullable Object request, @Nullable Object scope) {
    ApacheCall call =
        scope == null ? null : CALLS.get(((AsyncExecChain.Scope) scope).cancellableDependency);
    if (call != null && request != null) {
      SendingAdvice.inject(call, (HttpRequest) request);
    }
    return null;
  }
}
