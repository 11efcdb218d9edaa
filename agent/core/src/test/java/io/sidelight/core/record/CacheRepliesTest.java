package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Tracer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CacheRepliesTest {
  private final Meters meters = new Meters(MeterSettings.defaults());
  private final RedisRecorder recorder = new RedisRecorder(meters, Tracer.disabled());

  private static List<Arguments> replies() {
    List<Arguments> all = new ArrayList<>();
    for (String command : List.of("GET", "GETEX", "GETDEL", "HGET")) {
      all.add(Arguments.of(command, 1, "value", 1, 0));
      all.add(Arguments.of(command, 1, new byte[0], 1, 0));
      all.add(Arguments.of(command, 1, null, 0, 1));
    }
    for (String command : List.of("MGET", "HMGET")) {
      all.add(Arguments.of(command, 3, Arrays.asList("a", null, "c"), 2, 1));
      all.add(Arguments.of(command, 0, List.of(), 0, 0));
      all.add(Arguments.of(command, 1, null, 0, 0));
    }
    all.add(Arguments.of("HGETALL", 1, Map.of(), 0, 1));
    all.add(Arguments.of("HGETALL", 1, Map.of("a", "b"), 1, 0));
    all.add(Arguments.of("HGETALL", 1, List.of(), 0, 1));
    all.add(Arguments.of("HGETALL", 1, List.of("a", "b"), 1, 0));
    all.add(Arguments.of("EXISTS", 1, true, 1, 0));
    all.add(Arguments.of("EXISTS", 1, false, 0, 1));
    all.add(Arguments.of("EXISTS", 5, 3L, 3, 2));
    all.add(Arguments.of("EXISTS", 0, 3L, 3, 0));
    all.add(Arguments.of("HEXISTS", 2, 1L, 1, 0));
    all.add(Arguments.of("HEXISTS", 2, 0L, 0, 1));
    all.add(Arguments.of("SET", 1, null, 0, 0));
    all.add(Arguments.of("GET", 1, new IllegalStateException(), 0, 0));
    return all;
  }

  @ParameterizedTest
  @MethodSource("replies")
  void tellsHitsFromMisses(String command, int keys, Object reply, int hits, int misses) {
    RedisCall call = recorder.begin(command, keys);
    recorder.reply(call, reply);
    recorder.end(call, null, null);
    assertEquals(List.of(hits, misses), List.of(count("hit"), count("miss")));
  }

  private int count(String result) {
    int sum = 0;
    for (String line : Scrape.lines(meters, "redis_cache_requests_total")) {
      if (line.contains("result=\"" + result + '"')) {
        sum += (int) Double.parseDouble(line.substring(line.indexOf("} ") + 2));
      }
    }
    return sum;
  }

  @Test
  void repliesBelongToTheCommandsOfAPipeline() {
    Object connection = new Object();
    for (String command : List.of("GET", "SET", "EXISTS", "GET")) {
      recorder.queue(connection, command, 1, null, -1);
    }
    RedisCall call = recorder.beginReplies(connection);
    recorder.replies(call, Arrays.asList(null, "OK", 1L, new IllegalStateException()));
    recorder.end(call, null, null);
    assertEquals(
        List.of(
            "redis_cache_requests_total{command=\"EXISTS\",result=\"hit\"} 1.0",
            "redis_cache_requests_total{command=\"GET\",result=\"miss\"} 1.0"),
        Scrape.lines(meters, "redis_cache_requests_total").stream().sorted().toList());
  }

  @Test
  void repliesOfATransactionComeWithExec() {
    Object connection = new Object();
    for (String command : List.of("MULTI", "GET", "GET")) {
      recorder.queue(connection, command, 1, null, -1);
    }
    RedisCall multi = recorder.beginReplies(connection);
    recorder.replies(multi, List.of("OK", "QUEUED", "QUEUED"));
    recorder.end(multi, null, null);
    recorder.queue(connection, "EXEC", 0, null, -1);
    RedisCall exec = recorder.beginReply(connection);
    recorder.replies(exec, Arrays.asList("value", null));
    recorder.end(exec, null, null);
    assertEquals(List.of(1, 1), List.of(count("hit"), count("miss")));
  }

  @Test
  void morePipelinedThanAreKnownAllCount() {
    Object connection = new Object();
    List<Object> replies = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      recorder.queue(connection, "GET", 1, null, -1);
      replies.add("value");
    }
    RedisCall call = recorder.beginReplies(connection);
    recorder.replies(call, replies);
    recorder.end(call, null, null);
    assertEquals(10_000, count("hit"));
  }
}
