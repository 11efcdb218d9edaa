package io.sidelight.core.trace;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Hands a trace from one process to the next in headers, in the formats that are configured.
 * Immutable and thread-safe. Reading never throws, whatever a caller sends.
 */
public final class Propagation {
  /** The headers of an incoming message. */
  public interface Getter {
    /** The value of a header whose name has no case; null if there is none. */
    @Nullable String header(String name);
  }

  /** The headers of an outgoing message. */
  public interface Setter {
    /** Sets a header, in place of one that is there. */
    void header(String name, String value);
  }

  private final boolean traceContext;

  private Propagation(boolean traceContext) {
    this.traceContext = traceContext;
  }

  /**
   * The formats by their names in {@code OTEL_PROPAGATORS}; those unknown are left out.
   *
   * @param formats for instance {@code tracecontext}
   */
  public static Propagation of(Collection<String> formats) {
    return new Propagation(formats.contains("tracecontext"));
  }

  /** The context that a message carries, or null. */
  public @Nullable SpanContext extract(Getter headers) {
    return traceContext
        ? TraceParent.parse(headers.header("traceparent"), headers.header("tracestate"))
        : null;
  }

  /** Makes {@code context} the parent of what the receiver of a message does. */
  public void inject(SpanContext context, Setter headers) {
    if (traceContext) {
      headers.header("traceparent", TraceParent.format(context));
      if (context.traceState != null) {
        headers.header("tracestate", context.traceState);
      }
    }
  }
}
