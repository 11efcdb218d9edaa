package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/** {@code tracecontext}: the headers of W3C Trace Context. */
final class W3cFormat implements TraceFormat {
  private static final String TRACE_PARENT = "traceparent";
  private static final String TRACE_STATE = "tracestate";

  @Override
  public @Nullable SpanContext extract(Propagation.Getter headers) {
    String parent = headers.header(TRACE_PARENT);
    return parent == null ? null : TraceParent.parse(parent, headers.header(TRACE_STATE));
  }

  @Override
  public void inject(SpanContext context, Propagation.Setter headers) {
    headers.header(TRACE_PARENT, TraceParent.format(context));
    String state = context.traceState();
    if (state != null) {
      headers.header(TRACE_STATE, state);
    }
  }
}
