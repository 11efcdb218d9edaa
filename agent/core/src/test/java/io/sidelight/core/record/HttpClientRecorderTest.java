package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.TraceParent;
import io.sidelight.core.trace.Tracer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HttpClientRecorderTest {

  /** A call to a server that never is. */
  static final class Call extends HttpClientCall {
    final Map<String, String> headers = new LinkedHashMap<>();
    String method = "GET";
    String host = "stock";
    String url = "http://stock:8081/items?sig=1";

    @Override
    protected String method() {
      return method;
    }

    @Override
    protected String host() {
      return host;
    }

    @Override
    protected int port() {
      return 8081;
    }

    @Override
    protected String scheme() {
      return "http";
    }

    @Override
    protected String url() {
      return url;
    }

    @Override
    public void header(String name, String value) {
      headers.put(name, value);
    }
  }

  private final Meters meters = new Meters(MeterSettings.defaults());
  private final List<Span> spans = new ArrayList<>();
  private final HttpClientRecorder recorder =
      new HttpClientRecorder(
          meters,
          new Tracer(Sampler.parentBased(Sampler.alwaysOn()), spans::add, SpanLimits.defaults()),
          List.of("GET", "POST"),
          Propagation.of(List.of("tracecontext")));

  @Test
  void onlyTheOutermostCallCounts() {
    Call outer = new Call();
    Call inner = new Call();
    assertTrue(recorder.begin(outer));
    assertTrue(recorder.isInside());
    assertFalse(recorder.begin(inner));
    assertEquals(Map.of(), inner.headers);
    recorder.leave(outer);
    assertFalse(recorder.isInside());
    recorder.end(outer, 200, "1.1", null);
    recorder.end(outer, 500, "1.1", null);
    assertEquals(
        List.of(
            "http_client_requests_total{host=\"stock\",method=\"GET\",status_code=\"200\"} 1.0"),
        Scrape.lines(meters, "http_client_requests_total"));
    assertEquals(1, spans.size());
    assertEquals(TraceParent.format(spans.get(0)), outer.headers.get("traceparent"));
  }

  @Test
  void aCallThatIsLeftCanBeResumed() {
    Call call = new Call();
    assertTrue(recorder.beginBare(call));
    assertEquals(Map.of(), call.headers);
    recorder.inject(call, call);
    String carried = call.headers.get("traceparent");
    recorder.leave(call);
    assertNull(recorder.current());
    assertTrue(recorder.resume(call));
    assertEquals(call, recorder.current());
    assertFalse(recorder.resume(call));
    assertFalse(recorder.begin(new Call()));
    recorder.leave(call);
    recorder.end(call, 200, null, null);
    assertEquals(TraceParent.format(spans.get(0)), carried);
    assertEquals(1, spans.size());
  }

  @Test
  void lastsUntilTheHeadOfTheAnswer() {
    Call call = new Call();
    long before = System.nanoTime();
    recorder.begin(call);
    recorder.leave(call);
    recorder.answered(call, 302, "1.1");
    recorder.answered(call, 200, "1.1");
    long answered = System.nanoTime();
    while (System.nanoTime() - answered < 20_000_000) {
      Thread.onSpinWait();
    }
    recorder.end(call, null);
    String sum = Scrape.lines(meters, "http_client_request_duration_seconds_sum").get(0);
    double seconds = Double.parseDouble(sum.substring(sum.lastIndexOf(' ')));
    assertTrue(seconds <= (answered - before) / 1e9, sum);
    assertEquals(
        List.of(
            "http_client_requests_total{host=\"stock\",method=\"GET\",status_code=\"200\"} 1.0"),
        Scrape.lines(meters, "http_client_requests_total"));
  }

  @Test
  void failsIfTheBodyDoes() {
    Call call = new Call();
    recorder.begin(call);
    recorder.leave(call);
    recorder.answered(call, 200, "1.1");
    recorder.end(call, new SocketException("Connection reset"));
    recorder.cancel(call);
    assertEquals(
        List.of("http_client_errors_total{host=\"stock\",type=\"connection_reset\"} 1.0"),
        Scrape.lines(meters, "http_client_errors_total"));
    assertEquals(
        List.of(
            "http_client_requests_total{host=\"stock\",method=\"GET\",status_code=\"200\"} 1.0"),
        Scrape.lines(meters, "http_client_requests_total"));
  }

  @Test
  void cancelledByTheApplication() {
    Call call = new Call();
    recorder.begin(call);
    recorder.leave(call);
    recorder.cancel(call);
    recorder.end(call, 200, null, null);
    assertEquals(
        List.of("http_client_errors_total{host=\"stock\",type=\"cancelled\"} 1.0"),
        Scrape.lines(meters, "http_client_errors_total"));
  }

  @Test
  void addressesHaveNoBrackets() {
    Call call = new Call();
    call.host = "[::1]";
    recorder.begin(call);
    recorder.leave(call);
    recorder.end(call, 200, null, null);
    assertEquals(
        List.of("http_client_requests_total{host=\"::1\",method=\"GET\",status_code=\"200\"} 1.0"),
        Scrape.lines(meters, "http_client_requests_total"));
  }

  @Test
  void theAgentsOwnThreadsMakeNoCalls() throws InterruptedException {
    List<Boolean> begun = new ArrayList<>();
    Thread own = new Thread(() -> begun.add(recorder.begin(new Call())), "sidelight-export");
    own.start();
    own.join();
    assertEquals(List.of(false), begun);
  }

  @ParameterizedTest
  @CsvSource({"399,''", "404,404", "503,503", "0,''"})
  void statusesOfErrors(int status, String type) {
    Call call = new Call();
    recorder.begin(call);
    recorder.leave(call);
    recorder.end(call, status, null, null);
    assertEquals(
        type.isEmpty()
            ? List.of()
            : List.of("http_client_errors_total{host=\"stock\",type=\"" + type + "\"} 1.0"),
        Scrape.lines(meters, "http_client_errors_total"));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), "connection_refused"),
        Arguments.of(new ConnectException("Connection timed out"), "timeout"),
        Arguments.of(new SocketTimeoutException("Read timed out"), "timeout"),
        Arguments.of(new CompletionException(new TimeoutException()), "timeout"),
        Arguments.of(new UnknownHostException("nowhere"), "unknown_host"),
        Arguments.of(
            new ConnectException().initCause(new UnresolvedAddressException()), "unknown_host"),
        Arguments.of(new SocketException("Connection reset"), "connection_reset"),
        Arguments.of(new IOException("Connection reset by peer"), "connection_reset"),
        Arguments.of(new IOException(new SSLHandshakeException("expired")), "tls"),
        Arguments.of(new CancellationException(), "cancelled"),
        Arguments.of(new IllegalStateException(), "java.lang.IllegalStateException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failuresAreToldApart(Throwable thrown, String type) {
    Call call = new Call();
    recorder.begin(call);
    recorder.leave(call);
    recorder.end(call, 0, null, thrown);
    assertEquals(
        List.of("http_client_errors_total{host=\"stock\",type=\"" + type + "\"} 1.0"),
        Scrape.lines(meters, "http_client_errors_total"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a/b?c=d#e, http://a/b?c=d",
    "http://user:secret@a:1/b@c?sig=1&x=2, http://REDACTED:REDACTED@a:1/b@c?sig=REDACTED&x=2",
    "https://a?to=b@c, https://a?to=b@c",
    "nonsense, nonsense"
  })
  void urlsShowNoCredentials(String url, String shown) {
    assertEquals(shown, QueryRedaction.url(url));
  }
}
