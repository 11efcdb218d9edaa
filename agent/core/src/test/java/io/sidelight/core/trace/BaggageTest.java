package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaggageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1",
        "a=",
        "userId=alice,serverNode=DF%2028,isProduction=false",
        "key1=value1;property1;property2, key2 = value2, key3=value3; propertyKey=propertyValue",
        "k==a=b=",
        "!#$%&'*+-.^_`|~=1",
        "a=1;",
        "a=1;p=;q",
        "\ta\t=\t1\t;\tp\t=\t2\t,\tb=2",
        "a=1,a=2",
        "a=%ZZ",
      })
  void validBaggageIsHandedOnAsItCame(String header) {
    assertSame(header, Baggage.clean(header));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "a=1,,b=2|a=1,b=2",
        "a=1,|a=1",
        ",a=1|a=1",
        "a=1,b,c=3|a=1,c=3",
        "a=1,=2|a=1",
        "a b=1,c=3|c=3",
        "a=1 2,c=3|c=3",
        "a=\"1\",c=3|c=3",
        "a=1;p=\\,c=3|c=3",
        "a=1;=2,c=3|c=3",
        "a=\u00e9,c=3|c=3",
        "(a)=1,c=3|c=3",
        "a;p=1,c=3|c=3",
        "a=1;p q,c=3|c=3",
      },
      delimiter = '|')
  void membersThatAreNotValidAreLeftOut(String header, String kept) {
    assertEquals(kept, Baggage.clean(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ",", "a", "=", "a\r\nX-Evil: 1", "a=1\r\nX-Evil: 1", "a=\u0000"})
  void nothingValidIsNothing(String header) {
    assertNull(Baggage.clean(header));
  }

  @Test
  void limits() {
    assertNull(Baggage.clean(null));
    String most = "a=1" + ",a=1".repeat(Baggage.MAX_MEMBERS - 1);
    assertSame(most, Baggage.clean(most));
    assertEquals(most, Baggage.clean(most + ",b=2"));
    String longest = "a=" + "v".repeat(Baggage.MAX_MEMBER_LENGTH - 2);
    assertSame(longest, Baggage.clean(longest));
    assertEquals("b=2", Baggage.clean(longest + "v,b=2"));
    String full = longest + ",b=" + "w".repeat(Baggage.MAX_LENGTH - longest.length() - 3);
    assertEquals(Baggage.MAX_LENGTH, full.length());
    assertSame(full, Baggage.clean(full));
    assertEquals(longest, Baggage.clean(full + "w"));
    assertEquals(full, Baggage.clean(full + ",c=3"));
  }
}
