package io.sidelight.inst.jaxrs.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/owners | /owners",
        "{id} | {id}",
        "{id: \\d+} | {id}",
        "{ id : [0-9]{1,3} }/pets/{pet:.*} | {id}/pets/{pet}",
        "/a b/{x:a:b}:c | /a b/{x}:c",
        "/open{ | /open{",
      })
  void leavesOutWhatVariablesMustLookLike(String template, String expected) {
    assertEquals(expected, Templates.withoutPatterns(template));
  }

  @ParameterizedTest
  @CsvSource({
    "'', owners, /owners",
    "'', /owners/, /owners/",
    "/owners, {id}, /owners/{id}",
    "/owners/, /{id}, /owners/{id}",
    "/owners, '', /owners",
    "/owners, /, /owners",
    "'', '', ''",
  })
  void joinsByOneSlash(String outer, String inner, String expected) {
    assertEquals(expected, Templates.join(outer, inner));
  }

  @Test
  void makesEachOnce() {
    assertSame(Templates.join("/once", "{id}"), Templates.join("/once", "{id}"));
  }
}
