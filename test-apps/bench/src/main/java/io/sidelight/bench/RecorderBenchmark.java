package io.sidelight.bench;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.record.AsyncRedisCall;
import io.sidelight.core.record.AsyncRedisRecorder;
import io.sidelight.core.record.DbMaking;
import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.DbServer;
import io.sidelight.core.record.RedisCall;
import io.sidelight.core.record.RedisRecorder;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketRecorder;
import io.sidelight.core.record.WebSocketSender;
import io.sidelight.core.record.sql.SqlCache;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All that is done for a query, a command or a message, from its beginning to its end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RecorderBenchmark {
  /** Without spans; with one that is not sampled; with one that is, and goes nowhere. */
  public enum Traces {
    OFF,
    DROPPED,
    KEPT
  }

  @Param public Traces traces;

  private final Object connection = new Object();
  private final Object statement = new Object();
  private final Object request = new Object();
  private DbRecorder database;
  private RedisRecorder redis;
  private AsyncRedisRecorder asyncRedis;
  private WebSocketRecorder webSocket;
  private WebSocketConnection chat;

  @Setup
  public void start() {
    Meters meters = new Meters(MeterSettings.defaults());
    Sampler sampler = traces == Traces.KEPT ? Sampler.alwaysOn() : Sampler.alwaysOff();
    Tracer tracer =
        traces == Traces.OFF
            ? Tracer.disabled()
            : new Tracer(sampler, span -> {}, SpanLimits.defaults());
    database = new DbRecorder(meters, tracer, new SqlCache(1 << 20), 0, Long.MAX_VALUE);
    database
        .statements()
        .connected(connection, new DbServer("postgresql", "shop", "localhost", 5432));
    DbMaking making =
        database.statements().making(connection, "SELECT name FROM products WHERE id = ?");
    database.statements().made(making, statement);
    database.statements().endMaking(making);
    redis = new RedisRecorder(meters, tracer);
    asyncRedis = redis.async();
    webSocket = new WebSocketRecorder(meters, tracer, 0, Long.MAX_VALUE);
    webSocket.beginHandshake("/chat");
    webSocket.grant(this);
    webSocket.endHandshake();
    chat = webSocket.open(this);
    webSocket.opened(chat, null);
  }

  @Benchmark
  public void query() {
    database.end(database.begin(statement, null), 0);
  }

  @Benchmark
  public void command() {
    RedisCall call = redis.begin("GET", 1);
    call.server("localhost", 6379);
    redis.reply(call, "value");
    redis.end(call, null, null);
  }

  @Benchmark
  public void asyncCommand() {
    AsyncRedisCall call = asyncRedis.begin(request, "GET", 1);
    call.server("localhost", 6379);
    asyncRedis.sent(call);
    AsyncRedisCall ended = asyncRedis.take(request);
    asyncRedis.reply(ended, "value");
    asyncRedis.end(ended, null, null);
  }

  @Benchmark
  public void message() {
    webSocket.receiver().begin(chat, WebSocketMessageType.TEXT, 100, true);
    webSocket.receiver().end(chat, null);
  }

  @Benchmark
  public void messageAndReply() {
    webSocket.receiver().begin(chat, WebSocketMessageType.TEXT, 100, true);
    WebSocketSender sender = webSocket.sender();
    sender.written(sender.take(chat, WebSocketMessageType.TEXT, 100, true), null);
    webSocket.receiver().end(chat, null);
  }
}
