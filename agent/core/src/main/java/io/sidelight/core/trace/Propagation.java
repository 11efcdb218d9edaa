package io.sidelight.core.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands a trace from one process to the next in headers, in the formats that are configured.
 * Immutable and thread-safe. Reading never throws, whatever a caller sends.
 */
public final class Propagation {
  private static final String BAGGAGE = "baggage";

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

  private final TraceFormat[] formats;
  private final boolean baggage;

  private Propagation(TraceFormat[] formats, boolean baggage) {
    this.formats = formats;
    this.baggage = baggage;
  }

  /**
   * The formats by their names in {@code OTEL_PROPAGATORS}; those unknown are left out.
   *
   * @param names for instance {@code tracecontext}, in the order of reading
   */
  public static Propagation of(Collection<String> names) {
    List<TraceFormat> formats = new ArrayList<>(names.size());
    for (String name : names) {
      TraceFormat format = format(name);
      if (format != null) {
        formats.add(format);
      }
    }
    return new Propagation(formats.toArray(new TraceFormat[0]), names.contains(BAGGAGE));
  }

  private static @Nullable TraceFormat format(String name) {
    switch (name) {
      case "tracecontext":
        return new W3cFormat();
      case "b3":
        return new B3Format(false);
      case "b3multi":
        return new B3Format(true);
      case "jaeger":
        return new JaegerFormat();
      default:
        return null;
    }
  }

  /**
   * The context that a message carries, or null if it carries nothing. It is not {@link
   * SpanContext#isValid() valid} when there is but baggage, or a decision about recording: then it
   * is the origin of a trace that begins here.
   */
  public @Nullable SpanContext extract(Getter headers) {
    SpanContext found = extractTrace(headers);
    String load = baggage ? Baggage.clean(headers.header(BAGGAGE)) : null;
    if (load == null) {
      return found;
    }
    return (found == null ? SpanContext.remote(0, 0, 0, Sampling.DEFER) : found).withBaggage(load);
  }

  /**
   * OpenTelemetry reads in the order configured, and what is valid replaces what was read before:
   * so the last valid one counts.
   */
  private @Nullable SpanContext extractTrace(Getter headers) {
    SpanContext decision = null;
    for (int i = formats.length - 1; i >= 0; i--) {
      SpanContext context = formats[i].extract(headers);
      if (context != null && context.isValid()) {
        return context;
      }
      if (decision == null) {
        decision = context;
      }
    }
    return decision;
  }

  /** Makes {@code context} the parent of what the receiver of a message does, if it is valid. */
  public void inject(SpanContext context, Setter headers) {
    if (!context.isValid()) {
      return;
    }
    for (int i = 0; i < formats.length; i++) {
      formats[i].inject(context, headers);
    }
    String load = baggage ? context.baggage() : null;
    if (load != null) {
      headers.header(BAGGAGE, load);
    }
  }
}
