package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Tracer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncRedisRecorderTest {
  private final Meters meters = new Meters(MeterSettings.defaults());
  private final AsyncRedisRecorder recorder = new RedisRecorder(meters, Tracer.disabled()).async();

  private List<String> lines(String series) {
    return Scrape.lines(meters, series).stream().sorted().toList();
  }

  private AsyncRedisCall send(String command) {
    AsyncRedisCall call = recorder.begin(new Object(), command, 1);
    recorder.sent(call);
    return call;
  }

  @Test
  void endsOnce() {
    AsyncRedisCall call = send("GET");
    recorder.end(call, null, null);
    recorder.end(call, "ERR", null);
    recorder.cancel(call);
    assertEquals(
        List.of("redis_commands_total{command=\"GET\",status=\"success\"} 1.0"),
        lines("redis_commands_total"));
  }

  @Test
  void isBegunOnceHoweverManyConnectionsTakeIt() {
    Object request = new Object();
    AsyncRedisCall call = recorder.begin(request, "GET", 1);
    assertNull(recorder.begin(request, "GET", 1));
    assertSame(call, recorder.sending());
    recorder.sent(call);
    assertNull(recorder.sending());
    assertSame(call, recorder.take(request));
    assertNull(recorder.take(request));
  }

  @Test
  void sendingOneMayNeedToSendAnother() {
    AsyncRedisCall outer = recorder.begin(new Object(), "GET", 1);
    AsyncRedisCall inner = recorder.begin(new Object(), "AUTH", 1);
    assertSame(inner, recorder.sending());
    recorder.sent(inner);
    assertSame(outer, recorder.sending());
    recorder.sent(outer);
    assertNull(recorder.sending());
  }

  @Test
  void tellsTimeoutsFromCancellations() {
    AsyncRedisCall late = send("GET");
    late.timedOut();
    recorder.cancel(late);
    recorder.cancel(send("GET"));
    assertEquals(
        List.of("redis_commands_total{command=\"GET\",status=\"error\"} 2.0"),
        lines("redis_commands_total"));
    assertNotNull(meters.redisDuration.series("GET", "timeout"));
  }

  @Test
  void repliesOfATransactionAreThoseOfItsCommands() {
    Object connection = new Object();
    for (String command : List.of("GET", "INCR", "GET")) {
      AsyncRedisCall call = send(command);
      recorder.queued(connection, call);
      recorder.end(call, null, null);
    }
    AsyncRedisCall exec = send("EXEC");
    recorder.ending(connection, exec);
    recorder.replies(exec, Arrays.asList("value", 7L, null));
    recorder.end(exec, null, null);
    assertEquals(
        List.of(
            "redis_cache_requests_total{command=\"GET\",result=\"hit\"} 1.0",
            "redis_cache_requests_total{command=\"GET\",result=\"miss\"} 1.0"),
        lines("redis_cache_requests_total"));
  }

  @Test
  void whatWaitsIsNoLatency() {
    recorder.end(send("BLPOP"), null, null);
    AsyncRedisCall read = send("XREAD");
    read.blocks();
    recorder.end(read, null, null);
    recorder.end(send("XREAD"), null, null);
    assertEquals(
        List.of(
            "redis_commands_total{command=\"BLPOP\",status=\"success\"} 1.0",
            "redis_commands_total{command=\"XREAD\",status=\"success\"} 2.0"),
        lines("redis_commands_total"));
    assertEquals(
        List.of("redis_command_duration_seconds_count{command=\"XREAD\"} 1"),
        lines("redis_command_duration_seconds_count"));
  }
}
