package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmAllocationTest {
  private static Map<String, MemoryUsage> used(long eden, long old) {
    return Map.of(
        "eden", new MemoryUsage(0, eden, eden, -1), "old", new MemoryUsage(0, old, old, -1));
  }

  @Test
  void addsWhatCameBetweenCollectionsAndByThem() {
    JvmAllocation allocation = new JvmAllocation(Map.of("app", "shop"));
    allocation.collected(used(100, 10), used(0, 30));
    allocation.collected(used(70, 30), used(5, 30));
    allocation.collected(used(5, 30), used(0, 20));
    String name = "jvm_memory_pool_allocated_bytes_total";
    assertEquals(
        List.of(
            name + "{app=\"shop\",pool=\"eden\"} 170.0", name + "{app=\"shop\",pool=\"old\"} 30.0"),
        Page.samples(allocation.families()));
  }

  @Test
  void showsNothingBeforeTheFirstCollection() {
    assertEquals(List.of(), Page.samples(new JvmAllocation(Map.of()).families()));
  }
}
