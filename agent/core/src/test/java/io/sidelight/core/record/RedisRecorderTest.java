package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Tracer;
import java.util.Arrays;
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

  private List<String> found() {
    return Scrape.lines(meters, "redis_cache_requests_total").stream().sorted().toList();
  }

  private void queue(String... commands) {
    for (String command : commands) {
      recorder.queue(connection, command, 1, "localhost", 6379);
    }
  }

  /** Jedis 2 sends all, reads what comes before the reply to EXEC, and then that. */
  @Test
  void aTransactionMayBeSentAtOnce() {
    queue("MULTI", "GET", "GET", "EXEC");
    recorder.end(recorder.beginRepliesButLast(connection), null, null);
    assertNull(recorder.beginRepliesButLast(connection));
    recorder.end(recorder.beginReply(connection), null, null);
    assertEquals(
        List.of(
            "redis_commands_total{command=\"EXEC\",status=\"success\"} 1.0",
            "redis_commands_total{command=\"MULTI\",status=\"success\"} 1.0"),
        commands());
  }

  /** Jedis 3 reads the reply to MULTI, those to what follows it, and that to EXEC. */
  @Test
  void aTransactionMayBeReadInThreeParts() {
    queue("MULTI");
    recorder.end(recorder.beginReply(connection), null, null);
    queue("GET", "GET");
    RedisCall queued = recorder.beginReplies(connection);
    recorder.replies(queued, List.of("QUEUED", "QUEUED"));
    recorder.end(queued, null, null);
    queue("EXEC");
    RedisCall exec = recorder.beginReply(connection);
    recorder.replies(exec, Arrays.asList("value", null));
    recorder.end(exec, null, null);
    assertEquals(
        List.of(
            "redis_commands_total{command=\"EXEC\",status=\"success\"} 1.0",
            "redis_commands_total{command=\"MULTI\",status=\"success\"} 1.0",
            "redis_commands_total{command=\"PIPELINE\",status=\"success\"} 1.0"),
        commands());
    assertEquals(
        List.of(
            "redis_cache_requests_total{command=\"GET\",result=\"hit\"} 1.0",
            "redis_cache_requests_total{command=\"GET\",result=\"miss\"} 1.0"),
        found());
  }

  @Test
  void aTransactionMayBePartOfAPipeline() {
    queue("GET", "MULTI", "GET", "EXEC", "GET");
    RedisCall all = recorder.beginReplies(connection);
    recorder.replies(
        all, Arrays.asList("value", "OK", "QUEUED", Arrays.asList((Object) null), "value"));
    recorder.end(all, null, null);
    assertEquals(
        List.of(
            "redis_cache_requests_total{command=\"GET\",result=\"hit\"} 2.0",
            "redis_cache_requests_total{command=\"GET\",result=\"miss\"} 1.0"),
        found());
  }

  @Test
  void whatIsSentBeforeACommandIsPartOfIt() {
    queue("GET");
    recorder.sending();
    assertNull(recorder.begin("AUTH", 1));
    assertNull(recorder.beginReply(connection));
    recorder.sent();
    recorder.end(recorder.beginReply(connection), null, null);
    assertEquals(
        List.of("redis_commands_total{command=\"GET\",status=\"success\"} 1.0"), commands());
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
