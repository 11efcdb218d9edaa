package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpServerRecorderTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Meters meters = new Meters(MeterSettings.defaults());
  private final List<Span> spans = new ArrayList<>();
  private final HttpServerRecorder recorder = recorder("tracecontext");

  private HttpServerRecorder recorder(String... propagators) {
    Tracer tracer =
        new Tracer(Sampler.parentBased(Sampler.alwaysOn()), spans::add, SpanLimits.defaults());
    return new HttpServerRecorder(
        meters, tracer, List.of("GET", "POST"), Propagation.of(List.of(propagators)), 10);
  }

  private void run(HttpServerRecorder with, SampleCall call) {
    with.begin(call);
    with.leave(call);
    with.end(call);
  }

  @ParameterizedTest
  @CsvSource({"GET,GET", "BREW,_OTHER", "get,_OTHER", ",_OTHER"})
  void onlyKnownMethodsAreLabels(String sent, String label) {
    SampleCall call = new SampleCall();
    call.sentMethod = sent;
    run(recorder, call);
    assertEquals(
        List.of(
            "http_requests_total{method=\""
                + label
                + "\",route=\"/orders/*\",status_code=\"200\"} 1.0"),
        Scrape.lines(meters, "http_requests_total"));
  }

  @Test
  void aCallEndsOnce() {
    SampleCall call = new SampleCall();
    run(recorder, call);
    recorder.end(call);
    assertEquals(1, spans.size());
    assertEquals(
        List.of("http_requests_total{method=\"GET\",route=\"/orders/*\",status_code=\"200\"} 1.0"),
        Scrape.lines(meters, "http_requests_total"));
    assertEquals(
        List.of("http_active_requests{method=\"GET\"} 0.0"),
        Scrape.lines(meters, "http_active_requests"));
  }

  @Test
  void anExceptionIsAnErrorOnlyWhereTheAnswerIsOne() {
    SampleCall handled = new SampleCall();
    handled.status = 404;
    recorder.begin(handled);
    recorder.failed(handled, new IllegalStateException());
    recorder.leave(handled);
    recorder.end(handled);
    assertEquals(List.of(), Scrape.lines(meters, "errors_total"));

    SampleCall escaped = new SampleCall();
    escaped.status = 500;
    escaped.error = new IllegalArgumentException();
    recorder.begin(escaped);
    recorder.failed(escaped, new IllegalStateException());
    recorder.failed(escaped, new RuntimeException("the second does not count"));
    recorder.leave(escaped);
    recorder.end(escaped);
    SampleCall remembered = new SampleCall();
    remembered.status = 500;
    remembered.error = new IllegalArgumentException();
    run(recorder, remembered);
    SampleCall silent = new SampleCall();
    silent.status = 503;
    run(recorder, silent);
    assertEquals(
        List.of(
            "errors_total{route=\"/orders/*\",type=\"503\"} 1.0",
            "errors_total{route=\"/orders/*\",type=\"java.lang.IllegalArgumentException\"} 1.0",
            "errors_total{route=\"/orders/*\",type=\"java.lang.IllegalStateException\"} 1.0"),
        Scrape.lines(meters, "errors_total").stream().sorted().toList());
  }

  @ParameterizedTest
  @CsvSource({
    "'', /owners/{id}, /owners/{id}",
    "/shop/api, /owners/{id}, /shop/api/owners/{id}",
    "/shop, owners, /shop/owners"
  })
  void aFrameworkKnowsABetterRoute(String base, String template, String route) {
    SampleCall call = new SampleCall();
    call.base = base;
    recorder.begin(call);
    recorder.route(null);
    recorder.route(template);
    recorder.route("/error");
    recorder.leave(call);
    recorder.route("/nobody");
    recorder.end(call);
    assertEquals(
        List.of(
            "http_requests_total{method=\"GET\",route=\"" + route + "\",status_code=\"200\"} 1.0"),
        Scrape.lines(meters, "http_requests_total"));
  }

  @Test
  void theCallersTraceGoesOn() {
    SampleCall call = new SampleCall();
    call.headers = Map.of("traceparent", PARENT);
    run(recorder, call);
    assertEquals("0af7651916cd43dd8448eb211c80319c", spans.get(0).traceId());
  }

  @Test
  void theCallersTraceIsLeftAloneIfNobodyWantsIt() {
    SampleCall call = new SampleCall();
    call.headers = Map.of("traceparent", PARENT);
    run(recorder(), call);
    assertEquals(false, spans.get(0).traceId().equals("0af7651916cd43dd8448eb211c80319c"));
  }

  @Test
  void whatTheCallerDoesNotSampleIsCountedAllTheSame() {
    SampleCall call = new SampleCall();
    call.headers = Map.of("traceparent", PARENT.replace("-01", "-00"));
    run(recorder, call);
    assertEquals(List.of(), spans);
    assertEquals(1, Scrape.lines(meters, "http_requests_total").size());
  }

  @Test
  void aCallIsFoundByAllItIsKnownByUntilItEnds() {
    SampleCall call = new SampleCall();
    Object request = new Object();
    Object connection = new Object();
    recorder.begin(call);
    call.connection = connection;
    recorder.know(call);
    recorder.suspend(call, request);
    recorder.leave(call);
    assertSame(call, recorder.suspended(connection));
    assertSame(call, recorder.suspended(request));
    recorder.received(connection, 5);
    recorder.received(connection, 6);
    recorder.received(new Object(), 7);
    assertEquals(11, call.received);
    recorder.end(call);
    assertNull(recorder.suspended(connection));
    assertNull(recorder.suspended(request));
  }

  @Test
  void aSuspendedCallIsFoundByItsRequestUntilItIsForgotten() {
    Object request = new Object();
    SampleCall call = new SampleCall();
    assertNull(recorder.suspended(request));
    recorder.begin(call);
    assertSame(call, recorder.current());
    recorder.leave(call);
    assertNull(recorder.current());
    recorder.suspend(call, request);
    assertSame(call, recorder.suspended(request));
    assertNull(recorder.suspended(new Object()));
    recorder.forget(request);
    recorder.forget(request);
    assertNull(recorder.suspended(request));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null,null",
        "a=1&b=2,a=1&b=2",
        "sig=abc,sig=REDACTED",
        "a=1&X-Amz-Signature=x&b=2,a=1&X-Amz-Signature=REDACTED&b=2",
        "a=1&PASSWORD=x,a=1&PASSWORD=REDACTED",
        "sig,sig",
        "&&sig=&,&&sig=REDACTED&",
        "design=1,design=1",
      })
  void credentialsInAQueryAreHidden(String query, String shown) {
    assertEquals(shown, QueryRedaction.redact(query));
  }
}
