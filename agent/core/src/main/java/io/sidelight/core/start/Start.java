package io.sidelight.core.start;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.meter.Naming;
import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.CacheRecorder;
import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.ErrorRecorder;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.KeyTemplates;
import io.sidelight.core.record.MessagingRecorder;
import io.sidelight.core.record.PoolRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.RedisRecorder;
import io.sidelight.core.record.SessionRecorder;
import io.sidelight.core.record.SpanRecorder;
import io.sidelight.core.record.WebSocketRecorder;
import io.sidelight.core.record.sql.SqlCache;
import io.sidelight.core.trace.DropReason;
import io.sidelight.core.trace.OtlpExporter;
import io.sidelight.core.trace.OtlpSettings;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import io.sidelight.core.weave.BootRing;
import io.sidelight.core.weave.Weaving;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All wiring of the agent on one page. What must be done before the application's first class is
 * done here; the rest waits for {@link BackgroundStart}.
 */
public final class Start {
  private Start() {}

  /** {@code -javaagent}; {@code begin} is {@link System#nanoTime()} when the agent was entered. */
  public static void premain(@Nullable String arguments, Instrumentation jvm, File jar, long begin)
      throws IOException, ReflectiveOperationException {
    start(arguments, jvm, jar, begin, false);
  }

  /** The agent loaded into a running JVM. */
  public static void agentmain(
      @Nullable String arguments, Instrumentation jvm, File jar, long begin)
      throws IOException, ReflectiveOperationException {
    start(arguments, jvm, jar, begin, true);
  }

  private static void start(
      @Nullable String arguments, Instrumentation jvm, File jar, long begin, boolean running)
      throws IOException, ReflectiveOperationException {
    Configuration configuration = Configuration.of(Sources.ofProcess(arguments, jar));
    Log log = new Log(configuration.get(Options.LOG_LEVEL));
    for (String message : configuration.messages()) {
      log.warn(message);
    }
    if (!configuration.get(Options.ENABLED)) {
      log.info("switched off by " + configuration.origin(Options.ENABLED));
      return;
    }

    MeterSettings settings = meterSettings(configuration);
    for (String problem : settings.problems()) {
      log.warn(problem);
    }
    Meters meters = new Meters(settings);
    String version = version();
    meters.self().buildInfo(version, System.getProperty("java.version", ""));
    OtlpExporter exporter = exporter(configuration, version, log, meters);
    Tracer tracer =
        exporter == null
            ? Tracer.disabled()
            : new Tracer(
                Sampler.parse(
                    configuration.get(Options.TRACES_SAMPLER),
                    configuration.get(Options.TRACES_SAMPLER_ARG).toString()),
                exporter,
                SpanLimits.defaults());
    Propagation propagation = Propagation.of(configuration.get(Options.PROPAGATORS));
    ApplicationStart application = new ApplicationStart();
    Watch watch = new Watch(meters.self(), application, log);
    long waitNanos = TimeUnit.MILLISECONDS.toNanos(configuration.get(Options.SQL_WAIT_THRESHOLD));
    SqlCache statements = new SqlCache((int) (long) configuration.get(Options.SQL_CACHE_BYTES));
    MemoryUse.of(meters);
    MemoryUse.of(statements, meters.self());
    ClassLoader agent = Start.class.getClassLoader();
    BootRing.install(jvm, agent);
    Recorders.install(
        new Recorders(
            new HttpServerRecorder(
                meters,
                tracer,
                configuration.get(Options.HTTP_KNOWN_METHODS),
                propagation,
                configuration.get(Options.SQL_N_PLUS_ONE_THRESHOLD)),
            new HttpClientRecorder(
                meters, tracer, configuration.get(Options.HTTP_KNOWN_METHODS), propagation),
            new DbRecorder(
                meters,
                tracer,
                statements,
                TimeUnit.MILLISECONDS.toNanos(configuration.get(Options.SQL_SLOW_THRESHOLD)),
                waitNanos),
            new PoolRecorder(meters.dbPools, tracer, waitNanos),
            new PoolRecorder(meters.redisPools, tracer, waitNanos),
            new RedisRecorder(
                meters, tracer, KeyTemplates.of(configuration.get(Options.REDIS_KEY_TEMPLATES))),
            new MessagingRecorder(meters, tracer),
            new CacheRecorder(meters),
            new WebSocketRecorder(
                meters,
                tracer,
                configuration.get(Options.WEBSOCKET_TRACES),
                TimeUnit.MILLISECONDS.toNanos(configuration.get(Options.WEBSOCKET_SLOW_THRESHOLD))),
            new SessionRecorder(meters),
            new AuthRecorder(meters),
            new ErrorRecorder(meters, watch),
            new SpanRecorder(tracer, propagation)));

    Weaving weaving =
        Weaving.install(jvm, agent, Instrumentations.load(agent, configuration, log), watch);
    if (running) {
      weaving.weaveLoaded();
    } else if (weaving.weaveEarly()) {
      application.loadedBefore(System.getProperty("java.specification.version", ""));
    }
    new BackgroundStart(
            running ? null : application, configuration, meters, settings.labels(), exporter, log)
        .start();
    meters.self().startupSeconds((System.nanoTime() - begin) / 1e9);
  }

  private static MeterSettings meterSettings(Configuration configuration) {
    return new MeterSettings(
        configuration.get(Options.METRICS_MAX_SERIES),
        Naming.valueOf(configuration.get(Options.METRICS_NAMING).toUpperCase(Locale.ROOT)),
        configuration.get(Options.METRICS_PREFIX),
        configuration.get(Options.METRICS_LABELS));
  }

  private static @Nullable OtlpExporter exporter(
      Configuration configuration, String version, Log log, Meters meters) {
    if (!configuration.get(Options.TRACES_EXPORTER).equals("otlp")) {
      return null;
    }
    OtlpSettings settings =
        new OtlpSettings(
            configuration.get(Options.TRACES_ENDPOINT),
            configuration.get(Options.TRACES_HEADERS),
            (int) (long) configuration.get(Options.TRACES_TIMEOUT),
            configuration.get(Options.TRACES_COMPRESSION).equals("gzip"),
            configuration.get(Options.TRACES_QUEUE_BYTES),
            configuration.get(Options.TRACES_BATCH_SIZE),
            (int) (long) configuration.get(Options.TRACES_BATCH_DELAY));
    OtlpExporter exporter =
        new OtlpExporter(
            settings, Service.describe(configuration, version), "io.sidelight", version, log);
    MemoryUse.of(exporter, meters.self());
    meters.self().spansExported(new SpanCount(exporter, null));
    for (DropReason reason : DropReason.values()) {
      meters.self().spansDropped(reason.label, new SpanCount(exporter, reason));
    }
    return exporter;
  }

  static String version() throws IOException {
    try (InputStream in = Start.class.getResourceAsStream("version.txt")) {
      String version = in == null ? null : Service.firstLine(in);
      return version == null ? "unknown" : version;
    }
  }
}
