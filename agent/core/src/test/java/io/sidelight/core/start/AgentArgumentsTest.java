package io.sidelight.core.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentArgumentsTest {
  private final Messages messages = new Messages();

  private Map<String, String> parse(String text) {
    return AgentArguments.parse(text, messages);
  }

  @Test
  void nothingAndBlanksAreNothing() {
    assertEquals(Map.of(), parse(""));
    assertEquals(Map.of(), parse(" , ,,"));
    assertEquals(List.of(), messages.toList());
  }

  @Test
  void settingsAreSeparatedByCommas() {
    assertEquals(
        Map.of("metrics.port", "9500", "metrics.naming", "otel"),
        parse("metrics.port=9500, metrics.naming =otel,"));
    assertEquals(List.of(), messages.toList());
  }

  @Test
  void escapedCommaAndFurtherEqualsBelongToTheValue() {
    assertEquals(
        Map.of("metrics.labels", "app=a,env=b==", "log.level", "debug"),
        parse("metrics.labels=app=a\\,env=b==,log.level=debug"));
  }

  @Test
  void otherBackslashesStandForThemselves() {
    assertEquals(Map.of("config", "C:\\dir\\a.properties"), parse("config=C:\\dir\\a.properties"));
    assertEquals(Map.of("config", "C:\\"), parse("config=C:\\"));
  }

  @Test
  void keyAloneIsTold() {
    assertEquals(Map.of(), parse("enabled"));
    assertEquals(
        List.of("'enabled' in the agent arguments is ignored: expected key=value"),
        messages.toList());
  }

  @Test
  void unescapedCommaIsHintedAt() {
    parse("metrics.labels=app=a,zzz=b,instrumentations.disabled=jdbc,jedis");
    assertEquals(
        List.of(
            "unknown setting 'zzz' in the agent arguments (a comma inside a value is written \\,)",
            "'jedis' in the agent arguments is ignored: expected key=value (a comma inside a value is"
                + " written \\,)"),
        messages.toList());
  }

  @Test
  void restOfASecretIsNotPrinted() {
    parse("traces.headers=key=a,s3cret");
    assertEquals(1, messages.toList().size());
    assertFalse(messages.toList().get(0).contains("s3cret"));
  }

  @Test
  void lastOfTwoCountsAndIsTold() {
    assertEquals(Map.of("metrics.port", "2"), parse("metrics.port=1,metrics.port=2"));
    assertEquals(
        List.of("metrics.port is given twice in the agent arguments; the last one is used"),
        messages.toList());
  }

  @Test
  void emptyKeyIsUnknown() {
    parse("=5");
    assertEquals(List.of("unknown setting '' in the agent arguments"), messages.toList());
  }

  @Test
  void hostileTextIsBoundedAndHarmless() {
    parse("a\u0000\nz=b," + "x=1,".repeat(200_000) + "y".repeat(1_000_000));
    List<String> told = messages.toList();
    assertEquals(Messages.MAX_LINES + 1, told.size());
    assertEquals("unknown setting 'a\\u0000\\u000az' in the agent arguments", told.get(0));
    assertTrue(told.get(told.size() - 1).startsWith("... and 1999"));
  }
}
