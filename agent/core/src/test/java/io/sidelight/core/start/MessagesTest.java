package io.sidelight.core.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MessagesTest {

  @Test
  void quoteKeepsPlainTextAndEscapesWhatForgesLines() {
    assertEquals("''", Messages.quote(""));
    assertEquals("'Größe 日本 😀'", Messages.quote("Größe 日本 😀"));
    assertEquals(
        "'a\\u0000\\u001b[31m\\u000d\\u000a\\u007f\\u0085\\u2028\\u202e\\ufeff'",
        Messages.quote("a\u0000\u001b[31m\r\n\u007f\u0085\u2028\u202e\ufeff"));
    assertEquals("'\\ud800x\\udc00'", Messages.quote("\ud800x\udc00"));
  }

  @Test
  void quoteCutsWithoutSplittingACharacter() {
    assertEquals("'" + "x".repeat(80) + "'", Messages.quote("x".repeat(80)));
    assertEquals("'" + "x".repeat(80) + "...'", Messages.quote("x".repeat(81)));
    assertEquals(
        "'" + "x".repeat(79) + "😀...'", Messages.quote("x".repeat(79) + "😀" + "y".repeat(9)));
  }

  @Test
  void reasonNamesTheExceptionAndItsMessage() {
    assertEquals("IllegalStateException", Messages.reason(new IllegalStateException()));
    assertEquals(
        "IllegalStateException 'a\\u000ab'", Messages.reason(new IllegalStateException("a\nb")));
  }
}
