package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.SpanTemplate;
import io.sidelight.core.trace.Tracer;
import org.junit.jupiter.api.Test;

class HttpServedTest {
  private final HttpServed served = served();

  private static HttpServed served() {
    Meters meters = new Meters(MeterSettings.defaults());
    SampleCall call = new SampleCall();
    call.method = "GET";
    call.scheme = "http";
    return HttpServed.of(
        meters.httpServerDuration.series("GET", "/a", "200", "", "http"),
        meters,
        Tracer.disabled(),
        call,
        "/a",
        200,
        "");
  }

  @Test
  void requestsThatReachTheServerAlikeShareATemplate() {
    SpanTemplate first = served.spanReached("shop.test", 8080, "HTTP/1.1");
    assertNotNull(first);
    assertTrue(first.toString().contains("server.address, shop.test"), first::toString);
    assertTrue(first.toString().contains("server.port, 8080"), first::toString);
    assertTrue(first.toString().contains("network.protocol.version, 1.1"), first::toString);
    assertSame(first, served.spanReached("shop.test", 8080, "HTTP/1.1"));
  }

  @Test
  void otherRequestsDoNotSayTheSame() {
    served.spanReached("shop.test", 8080, "HTTP/1.1");
    assertNull(served.spanReached("else.test", 8080, "HTTP/1.1"));
    assertNull(served.spanReached("shop.test", 80, "HTTP/1.1"));
    assertNull(served.spanReached("shop.test", 8080, "HTTP/1.0"));
    assertNull(served.spanReached(null, 0, null));
    assertTrue(!served.span().toString().contains("server."), () -> served.span().toString());
  }

  @Test
  void whoSendsEachRequestUnderAnotherNameHasFewTemplatesMade() {
    int made = 0;
    for (int i = 0; i < 10_000; i++) {
      SpanTemplate template = served.spanReached("host" + i, 80, "HTTP/1.1");
      if (template != null) {
        made++;
        assertTrue(template.toString().contains("server.address, host" + i + ','));
      }
    }
    assertEquals(10, made);
  }

  @Test
  void whatBecomesUsualIsRemembered() {
    served.spanReached("probe.test", 8080, "HTTP/1.1");
    int without = 0;
    while (served.spanReached("shop.test", 8080, "HTTP/1.1") == null) {
      without++;
    }
    assertTrue(without < 2_000, without + " requests");
    assertNotNull(served.spanReached("shop.test", 8080, "HTTP/1.1"));
  }
}
