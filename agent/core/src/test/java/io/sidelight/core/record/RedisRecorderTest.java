package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisRecorderTest {
  private final Meters meters = new Meters(MeterSettings.defaults());
  private final RedisRecorder recorder = new RedisRecorder(meters, Tracer.disabled());
  private final Object connection = new Object();

  private List<String> commands() {
    return Scrape.lines(meters, "redis_commands_total").stream().sorted().toList();
  }

  @Test
  void commandsSentTogetherAreOnePipeline() {
    recorder.queue(connection, "SET", 1, "localhost", 6379);
    recorder.queue(connection, "GET", 1, "localhost", 6379);
    recorder.end(recorder.beginReplies(connection), null, null);
    recorder.queue(connection, "MULTI", 1, "localhost", 6379);
    recorder.queue(connection, "SET", 1, "localhost", 6379);
    recorder.end(recorder.beginReplies(connection), null, null);
    recorder.queue(connection, "EXEC", 1, "localhost", 6379);
    recorder.end(recorder.beginReplies(connection), "EXECABORT", null);
    assertEquals(
        List.of(
            "redis_commands_total{command=\"EXEC\",status=\"error\"} 1.0",
            "redis_commands_total{command=\"MULTI\",status=\"success\"} 1.0",
            "redis_commands_total{command=\"PIPELINE\",status=\"success\"} 1.0"),
        commands());
  }

  @Test
  void repliesThatNobodyAskedForAreNoCommands() {
    assertNull(recorder.beginReplies(connection));
    RedisCall outer = recorder.begin("GET", 1);
    recorder.queue(connection, "PING", 1, "localhost", 6379);
    assertNull(recorder.beginReplies(connection));
    assertNull(recorder.begin("SET", 1));
    recorder.end(outer, null, null);
    assertEquals(
        List.of("redis_commands_total{command=\"GET\",status=\"success\"} 1.0"), commands());
  }
}
