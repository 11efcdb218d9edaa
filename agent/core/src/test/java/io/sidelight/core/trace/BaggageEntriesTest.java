package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaggageEntriesTest {
  @ParameterizedTest
  @CsvSource(
      value = {
        "a=1|{a=1}",
        "b = 2 ;p;q=1 , a=DF%2028|{b=2, a=DF 28}",
        "a=1,a=2|{a=2}",
        "a==b%3D|{a==b=}",
        "a=|{a=}",
        "a=%E2%82%AC%c3%a9|{a=\u20ac\u00e9}",
        "a=%ff|{a=\ufffd}",
        "a=%|{a=%}",
        "a=%4|{a=%4}",
        "a=%41|{a=A}",
        "a=%zz%2|{a=%zz%2}",
        "a=x+y|{a=x+y}",
        "no,a=1,b c=2|{a=1}",
        "''|{}",
        ",,|{}",
      },
      delimiter = '|')
  void readsWhatIsValid(String header, String entries) {
    assertEquals(entries, BaggageEntries.parse(header).toString());
  }

  @Test
  void writesSoThatTheSameIsReadAgain() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("user", "J\u00f6rg, \"the\\one\"; 100% a=b\r\n\ud83d\ude00");
    entries.put("empty", "");
    String header = BaggageEntries.format(entries);
    assertEquals(
        "user=J%C3%B6rg%2C%20%22the%5Cone%22%3B%20100%25%20a=b%0D%0A%F0%9F%98%80,empty=", header);
    assertEquals(entries, BaggageEntries.parse(header));
    assertEquals(header, Baggage.clean(header));
  }

  @Test
  void whatCannotBeSaidIsLeftOut() {
    Map<String, String> entries = new LinkedHashMap<>();
    assertEquals("", BaggageEntries.format(entries));
    entries.put("a b", "1");
    entries.put("", "1");
    assertEquals("", BaggageEntries.format(entries));
    entries.put("long", "x".repeat(Baggage.MAX_MEMBER_LENGTH));
    entries.put("c", "1");
    assertEquals("c=1", BaggageEntries.format(entries));
  }

  @Test
  void anyTextComesThrough() {
    Random random = new Random(7);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder value = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        value.appendCodePoint(random.nextInt(0xd800));
      }
      Map<String, String> entries = Map.of("k" + round, value.toString());
      assertEquals(entries, BaggageEntries.parse(BaggageEntries.format(entries)));
      assertTrue(BaggageEntries.parse(value.toString()).size() <= 20);
    }
  }
}
