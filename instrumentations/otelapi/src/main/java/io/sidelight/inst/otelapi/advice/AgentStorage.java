package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.sidelight.core.record.ManualSpan;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the application's current context and the agent's current span in step. The application's
 * storage has the contexts, with all that the application puts into them; the agent has the last
 * word about which span is current. Thread-safe.
 */
final class AgentStorage implements ContextStorage {
  private final ContextStorage storage;

  private AgentStorage(ContextStorage storage) {
    this.storage = storage;
  }

  static final class Wrapper implements Function<ContextStorage, ContextStorage> {
    @Override
    public ContextStorage apply(ContextStorage storage) {
      return new AgentStorage(storage);
    }
  }

  @Override
  public Scope attach(Context toAttach) {
    Scope scope = storage.attach(toAttach);
    if (toAttach == null || Bridge.COPY.isLeftAlone()) {
      return scope;
    }
    try {
      ManualSpan span = Bridge.spanIn(toAttach);
      boolean isCurrent = span == null ? Bridge.SPANS.isNone() : Bridge.SPANS.isCurrent(span);
      return isCurrent ? scope : new AgentScope(scope, span);
    } catch (Throwable e) {
      Bridge.swallowed(e);
      return scope;
    }
  }

  @Override
  public @Nullable Context current() {
    Context context = storage.current();
    if (Bridge.COPY.isLeftAlone() || Bridge.SPANS.isNone()) {
      return context;
    }
    try {
      ManualSpan current = isCurrent(context) ? null : Bridge.SPANS.current();
      return current == null
          ? context
          : (context == null ? Context.root() : context).with(new AgentSpan(current));
    } catch (Throwable e) {
      Bridge.swallowed(e);
      return context;
    }
  }

  /** Whether the context's span is the agent's current one. */
  private static boolean isCurrent(@Nullable Context context) {
    Span span = context == null ? null : Span.fromContextOrNull(context);
    if (span instanceof AgentSpan) {
      return Bridge.SPANS.isCurrent(((AgentSpan) span).span);
    }
    if (span == null) {
      return false;
    }
    SpanContext known = span.getSpanContext();
    return Bridge.SPANS.isCurrent(known.getTraceId(), known.getSpanId());
  }

  /** A context without anything; asked for by those versions of the API that let one choose it. */
  @Override
  public Context root() {
    return storage.root();
  }

  /** Undone once, on the thread that made it; elsewhere the agent's part is left out. */
  private static final class AgentScope implements Scope {
    private final Scope scope;
    private final @Nullable ManualSpan span;
    private final Object token;
    private final Thread thread = Thread.currentThread();
    private boolean closed;

    AgentScope(Scope scope, @Nullable ManualSpan span) {
      this.scope = scope;
      this.span = span;
      this.token = Bridge.SPANS.attach(span);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        if (thread == Thread.currentThread()) {
          Bridge.SPANS.detach(span, token);
        } else {
          Bridge.SPANS.abandon(token);
        }
      }
      scope.close();
    }
  }
}
