package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The header {@code tracestate} and its parsed form. */
final class TraceStates {
  private TraceStates() {}

  /** Null if it is empty. */
  static @Nullable String format(TraceState state) {
    if (state.isEmpty()) {
      return null;
    }
    Header header = new Header();
    state.forEach(header);
    return header.text.toString();
  }

  static TraceState parse(@Nullable String header) {
    if (header == null) {
      return TraceState.getDefault();
    }
    TraceStateBuilder state = TraceState.builder();
    String[] members = header.split(",", -1);
    // Whatever is put goes to the front.
    for (int i = members.length - 1; i >= 0; i--) {
      String member = members[i].trim();
      int equals = member.indexOf('=');
      if (equals > 0) {
        state.put(member.substring(0, equals), member.substring(equals + 1));
      }
    }
    return state.build();
  }

  private static final class Header implements BiConsumer<String, String> {
    final StringBuilder text = new StringBuilder();

    @Override
    public void accept(String key, String value) {
      text.append(text.length() == 0 ? "" : ",").append(key).append('=').append(value);
    }
  }
}
