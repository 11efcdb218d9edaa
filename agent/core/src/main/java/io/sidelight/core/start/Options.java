package io.sidelight.core.start;

import io.sidelight.core.start.Alias.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every option there is: the one place where keys, defaults and meanings stand. */
public final class Options {
  private static final long GIB = 1L << 30;
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;

  private static final TextType TEXT = new TextType();

  // Stands before the options, which add themselves.
  private static final List<Option<?>> ADDED = new ArrayList<Option<?>>(40);

  public static final Option<Boolean> ENABLED =
      add(
          "enabled",
          new BooleanType(),
          "true",
          "`false` makes the agent do nothing at all: no class is woven, no port is opened.",
          new Alias("OTEL_JAVAAGENT_ENABLED", Rule.AS_IS));

  /** A path; empty if not set. */
  public static final Option<String> CONFIG =
      add(
          "config",
          TEXT,
          "",
          "Path of the properties file; otherwise `agent.properties` beside the agent jar is"
              + " read.");

  /** Empty if not set: then the resource attributes, the jar or the main class give the name. */
  public static final Option<String> SERVICE_NAME =
      add(
          "service.name",
          TEXT,
          "",
          "Name of the service on its spans. Beats a `service.name` in `resource.attributes`.",
          new Alias("OTEL_SERVICE_NAME", Rule.AS_IS));

  /** Empty if not set. */
  public static final Option<String> SERVICE_VERSION =
      add("service.version", TEXT, "", "Version of the service on its spans.");

  /** Empty if not set. */
  public static final Option<String> DEPLOYMENT_ENVIRONMENT =
      add(
          "deployment.environment",
          TEXT,
          "",
          "Where the service runs, such as `production`; `deployment.environment.name` on its"
              + " spans.");

  public static final Option<Map<String, String>> RESOURCE_ATTRIBUTES =
      add(
          "resource.attributes",
          new PairsType(PairsType.Keys.ATTRIBUTE),
          "",
          "More attributes of the service on its spans.",
          new Alias("OTEL_RESOURCE_ATTRIBUTES", Rule.AS_IS));

  public static final Option<Boolean> METRICS_ENABLED =
      add(
          "metrics.enabled",
          new BooleanType(),
          "true",
          "Whether to measure, and to serve `/metrics`. `OTEL_METRICS_EXPORTER=none` means"
              + " `false`.",
          new Alias("OTEL_METRICS_EXPORTER", Rule.METRIC_EXPORTERS));

  public static final Option<String> METRICS_HOST =
      add(
          "metrics.host",
          TEXT,
          "0.0.0.0",
          "Address that the sidecar port listens on.",
          new Alias("OTEL_EXPORTER_PROMETHEUS_HOST", Rule.AS_IS));

  public static final Option<Integer> METRICS_PORT =
      add(
          "metrics.port",
          new IntegerType(0, 65_535),
          "9464",
          "The sidecar port. `0` takes any free one and logs which.",
          new Alias("OTEL_EXPORTER_PROMETHEUS_PORT", Rule.AS_IS));

  public static final Option<String> METRICS_NAMING =
      add(
          "metrics.naming",
          new ChoiceType("classic", "otel", "both"),
          "classic",
          "Names of metrics and labels: `http_requests_total` and the like, those of the"
              + " OpenTelemetry semantic conventions, or both side by side.");

  /** Ends with an underscore; empty if not set. */
  public static final Option<String> METRICS_PREFIX =
      add(
          "metrics.prefix",
          new PrefixType(),
          "",
          "Put in front of every metric name. An underscore at its end is added if it is missing.");

  public static final Option<Map<String, String>> METRICS_LABELS =
      add(
          "metrics.labels",
          new PairsType(PairsType.Keys.LABEL),
          "",
          "Constant labels of every series, such as `app=shop,environment=dev`.");

  public static final Option<Integer> METRICS_MAX_SERIES =
      add(
          "metrics.max-series",
          new IntegerType(1, 1_000_000),
          "1000",
          "Most label sets of one metric; what comes later is counted in one series `other`.");

  public static final Option<String> TRACES_EXPORTER =
      add(
          "traces.exporter",
          new ChoiceType("otlp", "none"),
          "otlp",
          "Where spans go. With `none` no span is created; metrics stay."
              + " `OTEL_SDK_DISABLED=true` means `none`.",
          new Alias("OTEL_SDK_DISABLED", Rule.NONE_IF_TRUE),
          new Alias("OTEL_TRACES_EXPORTER", Rule.TRACE_EXPORTERS));

  public static final Option<String> TRACES_ENDPOINT =
      add(
          "traces.endpoint",
          new UrlType(),
          "http://localhost:4318/v1/traces",
          "Address that spans are sent to, used as it is. `/v1/traces` is appended to"
              + " `OTEL_EXPORTER_OTLP_ENDPOINT`.",
          new Alias("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Rule.AS_IS),
          new Alias("OTEL_EXPORTER_OTLP_ENDPOINT", Rule.BASE_ENDPOINT));

  public static final Option<String> TRACES_PROTOCOL =
      add(
          "traces.protocol",
          new ChoiceType("http/protobuf").remarking("grpc is not supported yet"),
          "http/protobuf",
          "Form of OTLP that spans are sent in.",
          new Alias("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", Rule.AS_IS),
          new Alias("OTEL_EXPORTER_OTLP_PROTOCOL", Rule.AS_IS));

  public static final Option<Map<String, String>> TRACES_HEADERS =
      add(
          "traces.headers",
          new PairsType(PairsType.Keys.HEADER),
          "",
          "HTTP headers sent with spans, such as an API key. Never printed.",
          new Alias("OTEL_EXPORTER_OTLP_TRACES_HEADERS", Rule.AS_IS),
          new Alias("OTEL_EXPORTER_OTLP_HEADERS", Rule.AS_IS));

  /** In milliseconds, at least 1. */
  public static final Option<Long> TRACES_TIMEOUT =
      add(
          "traces.timeout",
          QuantityType.duration(1, DAY),
          "10s",
          "Longest wait for the receiver of spans, for one batch.",
          new Alias("OTEL_EXPORTER_OTLP_TRACES_TIMEOUT", Rule.ZERO_IS_ENDLESS),
          new Alias("OTEL_EXPORTER_OTLP_TIMEOUT", Rule.ZERO_IS_ENDLESS));

  public static final Option<String> TRACES_COMPRESSION =
      add(
          "traces.compression",
          new ChoiceType("none", "gzip"),
          "none",
          "Compression of the spans sent.",
          new Alias("OTEL_EXPORTER_OTLP_TRACES_COMPRESSION", Rule.AS_IS),
          new Alias("OTEL_EXPORTER_OTLP_COMPRESSION", Rule.AS_IS));

  public static final Option<String> TRACES_SAMPLER =
      add(
          "traces.sampler",
          new ChoiceType(
              "always_on",
              "always_off",
              "traceidratio",
              "parentbased_always_on",
              "parentbased_always_off",
              "parentbased_traceidratio"),
          "parentbased_always_on",
          "Which traces are kept. Those that begin with `parentbased_` follow the caller's decision"
              + " where there is one.",
          new Alias("OTEL_TRACES_SAMPLER", Rule.AS_IS));

  public static final Option<Double> TRACES_SAMPLER_ARG =
      add(
          "traces.sampler.arg",
          new RatioType(),
          "1.0",
          "Share of traces that a `traceidratio` sampler keeps.",
          new Alias("OTEL_TRACES_SAMPLER_ARG", Rule.AS_IS));

  /** In bytes. */
  public static final Option<Long> TRACES_QUEUE_BYTES =
      add(
          "traces.queue.bytes",
          QuantityType.size(64 << 10, GIB),
          "16MiB",
          "Most memory for spans that wait to be sent; what does not fit is dropped and counted.");

  /** In milliseconds, at least 1. */
  public static final Option<Long> TRACES_BATCH_DELAY =
      add(
          "traces.batch.delay",
          QuantityType.duration(1, 60 * MINUTE),
          "1s",
          "Longest time that a span waits for its batch to fill.",
          new Alias("OTEL_BSP_SCHEDULE_DELAY", Rule.ZERO_IS_SHORTEST));

  public static final Option<Integer> TRACES_BATCH_SIZE =
      add(
          "traces.batch.size",
          new IntegerType(1, 100_000),
          "512",
          "Most spans in one batch.",
          new Alias("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", Rule.AS_IS));

  /** Empty for {@code none}. */
  public static final Option<List<String>> PROPAGATORS =
      add(
          "propagators",
          new ListType("tracecontext", "baggage", "b3", "b3multi", "jaeger"),
          "tracecontext,baggage",
          "Headers that carry the trace and its baggage from service to service. All are written;"
              + " of several that came, the last in this order counts.",
          new Alias("OTEL_PROPAGATORS", Rule.AS_IS));

  /** RFC 9110's, PATCH and QUERY: what the semantic conventions call known by default. */
  public static final Option<List<String>> HTTP_KNOWN_METHODS =
      add(
          "http.known-methods",
          new ListType(),
          "CONNECT,DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT,QUERY,TRACE",
          "HTTP methods that are recorded by name, in exactly this case; all others are `_OTHER`.",
          new Alias("OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS", Rule.AS_IS));

  public static final Option<List<String>> INSTRUMENTATIONS_DISABLED =
      add(
          "instrumentations.disabled",
          new ListType(),
          "",
          "Instrumentations that are left out, such as `jdbc,websocket`.");

  /** In bytes; 0 for none. */
  public static final Option<Long> SQL_CACHE_BYTES =
      add(
          "sql.cache.bytes",
          QuantityType.size(0, GIB),
          "4MiB",
          "Most memory for SQL texts that need not be parsed again. `0` parses every text anew.");

  /** In milliseconds; 0 for never. */
  public static final Option<Long> SQL_SLOW_THRESHOLD =
      add(
          "sql.slow-threshold",
          QuantityType.duration(0, DAY),
          "500ms",
          "A query that takes so long is counted as slow, and is traced even if its trace is not"
              + " sampled. `0` means never.");

  /** In milliseconds. */
  public static final Option<Long> SQL_WAIT_THRESHOLD =
      add(
          "sql.wait-threshold",
          QuantityType.duration(0, DAY),
          "10ms",
          "Waiting for a connection of a pool, and reading the rows of a result, have spans of their"
              + " own if they take so long.");

  /** In a second, for each route; 0 for no limit. */
  public static final Option<Integer> WEBSOCKET_TRACES =
      add(
          "websocket.traces-per-second",
          new IntegerType(0, 1_000_000),
          "100",
          "How many traces the WebSocket messages of one route may begin in a second. Those that"
              + " fail or are slow are traced in any case. `0` means no limit.");

  /** In milliseconds. */
  public static final Option<Long> WEBSOCKET_SLOW_THRESHOLD =
      add(
          "websocket.slow-threshold",
          QuantityType.duration(0, DAY),
          "500ms",
          "A WebSocket message whose handling or sending takes so long is traced, however many there"
              + " are.");

  /** 0 for never. */
  public static final Option<Integer> SQL_N_PLUS_ONE_THRESHOLD =
      add(
          "sql.n-plus-one-threshold",
          new IntegerType(0, 1_000_000),
          "10",
          "How often a request may run the same SQL statement before it is counted in"
              + " `database_n_plus_one_total` and its trace marked. `0` means never.");

  public static final Option<Boolean> SQL_PARAMETERS =
      add(
          "sql.parameters",
          new BooleanType(),
          "false",
          "Whether spans of queries say what each placeholder stands for, which may be personal"
              + " data: `db.query.parameter.0` and so on.");

  public static final Option<List<String>> REDIS_KEY_TEMPLATES =
      add(
          "redis.key-templates",
          new ListType(),
          "",
          "What keys of Redis look like whose hits and misses are counted each, such as"
              + " `user:{id},cart:{id}:items`; `{id}` stands for anything but a colon. Several keys"
              + " that are asked for together go by the first.");

  public static final Option<String> LOG_LEVEL =
      add(
          "log.level",
          new ChoiceType("error", "warn", "info", "debug"),
          "info",
          "How much the agent says on standard error.");

  /** In milliseconds; 0 for no flush at all. */
  public static final Option<Long> SHUTDOWN_TIMEOUT =
      add(
          "shutdown.timeout",
          QuantityType.duration(0, MINUTE),
          "2s",
          "Longest time that sending the last spans may delay the end of the process.");

  private static final List<Option<?>> ALL = Collections.unmodifiableList(ADDED);

  private Options() {}

  /** Every option, in the order of the documentation. */
  public static List<Option<?>> all() {
    return ALL;
  }

  /** The option with exactly this key, or null. */
  static @Nullable Option<?> byKey(String key) {
    for (int i = 0; i < ADDED.size(); i++) {
      if (ADDED.get(i).key().equals(key)) {
        return ADDED.get(i);
      }
    }
    return null;
  }

  private static <T> Option<T> add(
      String key, Type<T> type, String byDefault, String meaning, Alias... aliases) {
    Option<T> option = new Option<T>(ADDED.size(), key, type, byDefault, meaning, aliases);
    ADDED.add(option);
    return option;
  }
}
