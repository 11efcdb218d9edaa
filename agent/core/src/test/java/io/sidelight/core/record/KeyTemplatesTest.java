package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTemplatesTest {
  @ParameterizedTest
  @CsvSource({
    "user:{id}, user:4711, true",
    "user:{id}, user:, false",
    "user:{id}, user, false",
    "user:{id}, user:4711:cart, false",
    "user:{id}, superuser:4711, false",
    "user:{id}:cart, user:4711:cart, true",
    "user:{id}:cart, user::cart, false",
    "user:{id}:cart, user:4711:cart:cart, false",
    "user:{id}:cart, user:4711:carts, false",
    "{tenant}:page:{id}, acme:page:7, true",
    "{tenant}:page:{id}, acme:pages:7, false",
    "{tenant}:page:{id}, a:b:page:7, false",
    "v{n}-{id}.html, v1-a.b.html, true",
    "settings, settings, true",
    "settings, settings:a, false",
    "{all}, anything, true",
    "{all}, any:thing, false",
    "open{, open{, true",
  })
  void matches(String template, String key, boolean matches) {
    assertEquals(matches ? template : null, KeyTemplates.of(List.of(template)).match(key));
  }

  @Test
  void theFirstCounts() {
    KeyTemplates templates = KeyTemplates.of(List.of("user:{id}", "{kind}:{id}"));
    assertEquals("user:{id}", templates.match("user:1"));
    assertEquals("{kind}:{id}", templates.match("order:1"));
  }

  @Test
  void whatIsTooLongOrNotThereIsNone() {
    KeyTemplates templates = KeyTemplates.of(List.of("{all}"));
    assertNull(templates.match(null));
    assertNull(templates.match("a".repeat(KeyTemplates.LONGEST + 1)));
    assertEquals("{all}", templates.match("a".repeat(KeyTemplates.LONGEST)));
    assertTrue(KeyTemplates.of(List.of()).isEmpty());
  }
}
