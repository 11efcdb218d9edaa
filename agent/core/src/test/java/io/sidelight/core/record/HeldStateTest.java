package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class HeldStateTest {
  static {
    Holders.make();
  }

  private final HeldState<String> texts = new HeldState<>(String.class);
  private final HeldState<Integer> numbers = new HeldState<>(Integer.class);

  @Test
  void anObjectWithAPlaceHoldsItItself() {
    Object object = Holders.make();
    assertNull(texts.get(object));
    texts.put(object, "this");
    assertEquals("this", texts.get(object));
    assertEquals("this", Holders.state(object));
  }

  @Test
  void ofOthersItIsKeptBesideThem() {
    Object object = new Object();
    assertNull(texts.get(object));
    texts.put(object, "this");
    assertEquals("this", texts.get(object));
  }

  @Test
  void theFirstHasThePlaceAndOthersRememberItBeside() {
    Object object = Holders.make();
    texts.put(object, "this");
    assertNull(numbers.get(object));
    numbers.put(object, 1);
    assertEquals(1, numbers.get(object));
    assertEquals("this", texts.get(object));
    texts.put(object, "that");
    texts.release(object);
    assertEquals(1, numbers.get(object));
    assertEquals("that", texts.get(object), "its place stays taken");
  }

  @Test
  void whatIsReleasedIsForgottenOfOthers() {
    Object object = new Object();
    texts.put(object, "this");
    texts.release(object);
    assertNull(texts.get(object));
  }

  @Test
  void whatIsRemovedIsForgottenAndOthersAreNot() {
    for (Object object : new Object[] {Holders.make(), new Object()}) {
      texts.put(object, "this");
      numbers.put(object, 1);
      texts.remove(object);
      assertNull(texts.get(object));
      assertEquals(1, numbers.get(object));
      numbers.put(object, 2);
      texts.put(object, "that");
      assertEquals(2, numbers.get(object));
      assertEquals("that", texts.get(object));
      numbers.remove(object);
      texts.remove(object);
      assertNull(numbers.get(object));
      assertNull(texts.get(object));
    }
  }

  /** Its handler is the application's, and expects no such call. */
  @Test
  void aProxyIsNotAsked() {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            Holders.make().getClass().getInterfaces(),
            (self, method, arguments) ->
                method.getName().equals("hashCode") ? 7 : fail(method.getName()));
    texts.put(proxy, "beside");
    assertEquals("beside", texts.get(proxy));
  }
}
