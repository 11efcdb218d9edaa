package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
  private static final SpanContext SAMPLED = new SpanContext(1, 2, 3, true, null);
  private static final SpanContext UNSAMPLED = new SpanContext(1, 2, 3, false, null);

  private static boolean samples(Sampler sampler, SpanContext parent, long low) {
    return sampler.sample(parent, 1, low, SpanKind.SERVER);
  }

  @ParameterizedTest
  @CsvSource({
    "always_on,                true,  true,  true",
    "always_off,               false, false, false",
    "parentbased_always_on,    true,  true,  false",
    "parentbased_always_off,   false, true,  false",
    "parentbased_traceidratio, true,  true,  false",
    "traceidratio,             true,  true,  true",
    "' Always_On ',            true,  true,  true",
    "'',                       true,  true,  false",
  })
  void namesOfTheSpecification(
      String name, boolean root, boolean underSampled, boolean underUnsampled) {
    Sampler sampler = Sampler.parse(name, null);
    assertEquals(root, samples(sampler, null, 7));
    assertEquals(underSampled, samples(sampler, SAMPLED, 7));
    assertEquals(underUnsampled, samples(sampler, UNSAMPLED, 7));
  }

  @Test
  void withoutANameTheDefaultOfTheSpecification() {
    Sampler sampler = Sampler.parse(null, null);
    assertTrue(samples(sampler, null, 7));
    assertFalse(samples(sampler, UNSAMPLED, 7));
  }

  @Test
  void ratioComparesTheLowHalfOfTheTraceId() {
    Sampler half = Sampler.parse("traceidratio", " 0.5 ");
    assertTrue(samples(half, null, Long.MAX_VALUE / 2 - 1024));
    assertFalse(samples(half, null, Long.MAX_VALUE / 2 + 1024));
    assertTrue(samples(half, null, -(Long.MAX_VALUE / 2 - 1024)));
    assertFalse(samples(half, null, -(Long.MAX_VALUE / 2 + 1024)));
    assertFalse(samples(half, SAMPLED, Long.MAX_VALUE), "a ratio alone does not ask the parent");
  }

  @Test
  void ratioKeepsItsShare() {
    Sampler tenth = Sampler.traceIdRatio(0.1);
    Random random = new Random(1);
    int kept = 0;
    for (int i = 0; i < 100_000; i++) {
      kept += samples(tenth, null, random.nextLong()) ? 1 : 0;
    }
    assertEquals(10_000, kept, 500);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
  void ratiosOfNothingAndOfAllHaveNoExceptions(long low) {
    assertFalse(samples(Sampler.traceIdRatio(0), null, low));
    assertTrue(samples(Sampler.traceIdRatio(1), null, low));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.1", "NaN", "half", "1,0"})
  void argumentsThatAreNoRatioAreNamed(String argument) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Sampler.parse("traceidratio", argument));
    assertTrue(e.getMessage().contains(argument), e.getMessage());
  }

  @Test
  void unknownNamesAreNamed() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Sampler.parse("jaeger_remote", null));
    assertTrue(e.getMessage().contains("jaeger_remote"), e.getMessage());
  }
}
