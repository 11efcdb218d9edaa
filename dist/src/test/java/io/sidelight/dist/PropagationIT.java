package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callers that speak of their traces in every way there is, to one servlet application. */
class PropagationIT {
  private static final String PARENT = "00f067aa0ba902b7";

  private int traces;

  private String newTrace() {
    traces++;
    return String.format("4bf92f3577b34da6%016x", traces);
  }

  @Test
  void everyFormatOfOpenTelemetryIsRead() throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        Shop shop =
            new Shop(
                AppProcess.builder()
                    .otlp(sink)
                    .env("OTEL_PROPAGATORS", "tracecontext,baggage,b3,b3multi,jaeger"))) {
      List<String> sampled = new ArrayList<>();
      for (int format = 0; format < 7; format++) {
        String trace = newTrace();
        sampled.add(trace);
        assertEquals(201, shop.order(1, headers(format, trace, true)));
      }
      for (int format = 0; format < 7; format++) {
        assertEquals(201, shop.order(1, headers(format, newTrace(), false)));
      }
      String shortTrace = "463ac35c9f6413ad";
      assertEquals(201, shop.order(1, "b3", shortTrace + "-" + PARENT + "-1"));
      sampled.add("0000000000000000" + shortTrace);
      String deferred = newTrace();
      assertEquals(201, shop.order(1, "b3", deferred + "-" + PARENT));
      sampled.add(deferred);
      assertEquals(201, shop.order(1, "b3", "0", "baggage", "user=alice,no value"));
      String both = newTrace();
      assertEquals(
          201,
          shop.order(
              1,
              "traceparent",
              "00-" + newTrace() + "-" + PARENT + "-01",
              "uber-trace-id",
              both + ":" + PARENT + ":0:1"));
      sampled.add(both);

      for (String trace : sampled) {
        sink.awaitSpans(span -> span.traceId().equals(trace), 6);
        for (OtlpSpan span : sink.trace(trace)) {
          assertEquals(span.kind().equals("SERVER"), span.parentId().equals(PARENT), trace);
        }
      }
      List<OtlpSpan> servers =
          sink.awaitSpans(span -> span.kind().equals("SERVER"), sampled.size());
      assertEquals(
          sampled, servers.stream().map(OtlpSpan::traceId).sorted(order(sampled)).toList());
      int sent = 7 + 7 + 4;
      Exposition page =
          Await.until(
              "all requests",
              Programs.LIMIT,
              () -> shop.process().scrape(),
              scraped -> scraped.sum("http_requests_total") == sent);
      assertEquals(0, page.sum("sidelight_advice_errors_total"));
      assertTrue(
          shop.process().lines().stream().noneMatch(line -> line.contains("propagators")),
          "a complaint");
    }
  }

  private static Comparator<String> order(List<String> known) {
    return Comparator.comparingInt(known::indexOf);
  }

  private static String[] headers(int format, String trace, boolean sampled) {
    String one = sampled ? "1" : "0";
    switch (format) {
      case 0:
        return new String[] {"traceparent", "00-" + trace + "-" + PARENT + "-0" + one};
      case 1:
        return new String[] {"b3", trace + "-" + PARENT + "-" + one};
      case 2:
        return new String[] {"b3", trace + "-" + PARENT + "-" + one + "-05e3ac9a4f6e3b90"};
      case 3:
        return new String[] {"X-B3-TraceId", trace, "X-B3-SpanId", PARENT, "X-B3-Sampled", one};
      case 4:
        return new String[] {
          "x-b3-traceid", trace, "x-b3-spanid", PARENT, sampled ? "x-b3-flags" : "x-b3-sampled", one
        };
      case 5:
        return new String[] {"uber-trace-id", trace + ":" + PARENT + ":0:" + one};
      default:
        return new String[] {"Uber-Trace-Id", trace + "%3A" + PARENT + "%3A0%3A0" + one};
    }
  }
}
