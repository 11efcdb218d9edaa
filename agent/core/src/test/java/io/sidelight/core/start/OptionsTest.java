package io.sidelight.core.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void tableIsConsistent() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < Options.all().size(); i++) {
      Option<?> option = Options.all().get(i);
      assertEquals(i, option.index());
      assertTrue(names.add(option.key()), option.key());
      assertTrue(names.add(option.variable()), option.variable());
      assertTrue(option.key().matches("[a-z]+([.-][a-z]+)*"), option.key());
      assertTrue(option.meaning().endsWith("."), option.key());
      assertFalse(option.meaning().contains("|"), option.key());
      if (!option.defaultText().isEmpty()) {
        assertNotNull(option.type().parse(option.defaultText()), option.key());
      }
      for (Alias alias : option.aliases()) {
        assertTrue(names.add(alias.variable()), alias.variable());
      }
    }
    assertTrue(names.contains("SIDELIGHT_METRICS_MAX_SERIES"));
    assertThrows(UnsupportedOperationException.class, () -> Options.all().remove(0));
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, TRUE, true",
    "metrics.port, 0, 0",
    "metrics.port, 65535, 65535",
    "metrics.port, 000080, 80",
    "metrics.naming, Both, both",
    "metrics.prefix, gemini_flow, gemini_flow_",
    "metrics.prefix, gemini_flow_, gemini_flow_",
    "metrics.labels, 'app=shop, environment = dev,', 'app=shop,environment=dev'",
    "metrics.labels, 'app=', 'app='",
    "resource.attributes, 'a%2Eb=%E2%82%AC,c=x=y', 'a.b=€,c=x=y'",
    "traces.endpoint, HTTPS://Collector.example:1/x?y=z, HTTPS://Collector.example:1/x?y=z",
    "traces.endpoint, http://[::1]:4318, http://[::1]:4318",
    "traces.endpoint, http://my_host, http://my_host",
    "traces.timeout, 1, 1ms",
    "traces.timeout, 500ms, 500ms",
    "traces.timeout, 90 S, 90s",
    "traces.timeout, 120s, 2m",
    "traces.timeout, 24h, 1d",
    "traces.sampler, ALWAYS_OFF, always_off",
    "traces.sampler.arg, 0, 0.0",
    "traces.sampler.arg, 1e-3, 0.001",
    "traces.queue.bytes, 65536, 64KiB",
    "traces.queue.bytes, 64k, 64KiB",
    "traces.queue.bytes, 1 mb, 1MiB",
    "traces.queue.bytes, 1gib, 1GiB",
    "sql.cache.bytes, 0, 0",
    "sql.cache.bytes, 1025b, 1025B",
    "instrumentations.disabled, 'jdbc, jedis,,jdbc', 'jdbc,jedis'",
    "http.known-methods, 'GET,get', 'GET,get'",
    "shutdown.timeout, 0, 0",
  })
  void accepts(String key, String value, String shown) {
    Configuration configuration = Given.property("sidelight." + key, value).configuration();
    assertEquals(List.of(), configuration.messages());
    assertEquals(shown, configuration.shown(Options.byKey(key)));
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, yes",
    "metrics.port, -1",
    "metrics.port, 65536",
    "metrics.port, 1e3",
    "metrics.port, ٣",
    "metrics.port, 99999999999999999999999999",
    "metrics.naming, prometheus",
    "metrics.prefix, 1abc",
    "metrics.prefix, a-b",
    "metrics.prefix, ä",
    "metrics.labels, app",
    "metrics.labels, a-b=c",
    "metrics.labels, __name__=c",
    "metrics.labels, le=1",
    "metrics.labels, ','",
    "metrics.max-series, 0",
    "metrics.max-series, 1000001",
    "resource.attributes, '=x'",
    "resource.attributes, 'a=b,c=%'",
    "resource.attributes, 'a=%2'",
    "resource.attributes, 'a=%zz'",
    "resource.attributes, 'a=%ff'",
    "resource.attributes, 'a=%00'",
    "traces.headers, 'a=b%0d%0ac'",
    "traces.headers, 'a b=c'",
    "traces.endpoint, localhost:4318",
    "traces.endpoint, ftp://x",
    "traces.endpoint, http://",
    "traces.endpoint, http:///x",
    "traces.endpoint, http://:4318",
    "traces.endpoint, http://a b",
    "traces.timeout, 0",
    "traces.timeout, -5s",
    "traces.timeout, 1.5s",
    "traces.timeout, 10 years",
    "traces.timeout, s",
    "traces.timeout, 2d",
    "traces.timeout, 999999999999999d",
    "traces.timeout, 9999999999999999999999",
    "traces.queue.bytes, 63k",
    "traces.queue.bytes, 2g",
    "traces.queue.bytes, 9007199254740993g",
    "traces.sampler, jaeger_remote",
    "traces.sampler.arg, 1.01",
    "traces.sampler.arg, -0.1",
    "traces.sampler.arg, NaN",
    "traces.sampler.arg, 0x1p-1",
    "traces.sampler.arg, 0.5f",
    "traces.sampler.arg, 1e",
    "traces.compression, zstd",
    "log.level, trace",
    "instrumentations.disabled, ','",
  })
  void refuses(String key, String value) {
    Option<?> option = Options.byKey(key);
    Configuration configuration = Given.property("sidelight." + key, value).configuration();

    assertEquals("default", configuration.origin(option));
    assertEquals(Given.nothing().get(option), configuration.get(option));
    assertEquals(1, configuration.messages().size(), configuration.messages()::toString);
    String message = configuration.messages().get(0);
    String quoted = option.secret() ? "***" : "'" + value + "'";
    String start =
        key
            + ": "
            + quoted
            + " from -Dsidelight."
            + key
            + " is not accepted, expected "
            + option.type().accepts();
    String end =
        option.defaultText().isEmpty()
            ? "; it is left unset"
            : "; using '" + option.defaultText() + "' (default)";
    if (key.equals("traces.sampler.arg") || option.defaultText().isEmpty()) {
      assertTrue(message.startsWith(start), message);
    } else {
      assertEquals(start + end, message);
    }
  }

  /** No text, however wild, makes any option throw or a message break its line. */
  @Test
  void wildTextsAreHarmlessEverywhere() {
    List<String> wild =
        List.of(
            "\u0000",
            "a\u0000b",
            "a\nb",
            "\u202Eevil",
            "\uD800",
            "=",
            "==",
            ",",
            "=,=",
            "%",
            "%%%",
            "\\",
            "://",
            "http://@",
            "@://",
            "x".repeat(2_000_000),
            "9".repeat(100_000),
            "a=b,".repeat(1000),
            "1" + "0".repeat(30_000) + "ms",
            "日本語",
            "😀".repeat(200));
    for (Option<?> option : Options.all()) {
      for (String text : wild) {
        Configuration configuration =
            Given.property(option.property(), text)
                .andVariable(option.variable(), text)
                .configuration();
        assertNotNull(configuration.get(option));
        for (String message : configuration.messages()) {
          assertTrue(message.length() < 2000, option.key());
          assertTrue(message.chars().noneMatch(Character::isISOControl), message);
          assertFalse(message.contains("\u202E"), message);
        }
        assertTrue(configuration.shown(option).length() <= Messages.MAX_QUOTE * 6 + 3);
      }
    }
  }

  @Test
  void secretsAreNeverPrinted() {
    Configuration bad = Given.arguments("traces.headers=s3cret%").configuration();
    assertEquals(1, bad.messages().size());
    assertFalse(bad.messages().get(0).contains("s3cret"), bad.messages().get(0));

    Configuration good = Given.arguments("traces.headers=key=s3cret").configuration();
    assertEquals(Map.of("key", "s3cret"), good.get(Options.TRACES_HEADERS));
    assertEquals("***", good.shown(Options.TRACES_HEADERS));
    assertFalse(ConfigHelp.text(good).contains("s3cret"));
  }

  @Test
  void passwordInAnAddressIsNeverPrinted() {
    Configuration good = Given.arguments("traces.endpoint=http://me:s3cret@host/x").configuration();
    assertEquals("http://me:s3cret@host/x", good.get(Options.TRACES_ENDPOINT));
    assertEquals("http://***@host/x", good.shown(Options.TRACES_ENDPOINT));

    for (String text : List.of("ftp://me:s3cret@host", "me:s3cret@host", "http://me:s3cret@h h")) {
      Configuration bad = Given.arguments("traces.endpoint=" + text).configuration();
      assertEquals(1, bad.messages().size());
      assertFalse(bad.messages().get(0).contains("s3cret"), bad.messages().get(0));
    }
  }

  @Test
  void longAndControlledTextsAreRefusedWithTheReason() {
    assertEquals(
        List.of(
            "service.name: '"
                + "x".repeat(80)
                + "...' from SIDELIGHT_SERVICE_NAME is not accepted,"
                + " longer than 32768 characters; it is left unset"),
        Given.variable("SIDELIGHT_SERVICE_NAME", "x".repeat(100_000)).configuration().messages());
    assertEquals(
        List.of(
            "service.name: 'a\\u000ab' from SIDELIGHT_SERVICE_NAME is not accepted, it contains a"
                + " control character; it is left unset"),
        Given.variable("SIDELIGHT_SERVICE_NAME", "a\nb").configuration().messages());
  }

  @Test
  void collectionsCannotBeChanged() {
    Configuration configuration =
        Given.arguments("metrics.labels=a=b,instrumentations.disabled=jdbc").configuration();
    assertThrows(
        UnsupportedOperationException.class,
        () -> configuration.get(Options.METRICS_LABELS).put("c", "d"));
    assertThrows(
        UnsupportedOperationException.class,
        () -> configuration.get(Options.INSTRUMENTATIONS_DISABLED).add("c"));
    assertThrows(UnsupportedOperationException.class, () -> configuration.messages().add("c"));
  }
}
