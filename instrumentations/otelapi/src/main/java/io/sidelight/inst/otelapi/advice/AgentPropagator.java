package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.sidelight.core.record.ManualSpan;
import io.sidelight.core.record.SpanRecorder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands traces on in the formats that the agent is configured with. Immutable. */
final class AgentPropagator implements TextMapPropagator {
  private final Collection<String> fields;

  AgentPropagator() {
    Names names = new Names();
    ManualSpan sample =
        Bridge.SPANS.known(
            "00000000000000000000000000000001", "0000000000000001", true, false, "a=b");
    if (sample != null) {
      Bridge.SPANS.inject(sample, names);
    }
    fields = Collections.unmodifiableList(names.list);
  }

  @Override
  public Collection<String> fields() {
    return fields;
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    ManualSpan span = Bridge.spanIn(context);
    if (span != null && setter != null) {
      Bridge.SPANS.inject(span, new Outgoing<C>(carrier, setter));
    }
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    if (context == null || getter == null) {
      return context == null ? Context.root() : context;
    }
    ManualSpan span = Bridge.SPANS.extract(new Incoming<C>(carrier, getter));
    return span == null ? context : context.with(new AgentSpan(span));
  }

  private static final class Names implements SpanRecorder.HeaderSetter {
    final List<String> list = new ArrayList<>(2);

    @Override
    public void header(String name, String value) {
      list.add(name);
    }
  }

  private static final class Outgoing<C> implements SpanRecorder.HeaderSetter {
    private final @Nullable C carrier;
    private final TextMapSetter<C> setter;

    Outgoing(@Nullable C carrier, TextMapSetter<C> setter) {
      this.carrier = carrier;
      this.setter = setter;
    }

    @Override
    public void header(String name, String value) {
      setter.set(carrier, name, value);
    }
  }

  private static final class Incoming<C> implements SpanRecorder.HeaderGetter {
    private final @Nullable C carrier;
    private final TextMapGetter<C> getter;

    Incoming(@Nullable C carrier, TextMapGetter<C> getter) {
      this.carrier = carrier;
      this.getter = getter;
    }

    @Override
    public @Nullable String header(String name) {
      return getter.get(carrier, name);
    }
  }
}
