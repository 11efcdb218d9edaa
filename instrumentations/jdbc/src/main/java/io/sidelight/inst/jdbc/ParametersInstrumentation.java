package io.sidelight.inst.jdbc;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** What prepared statements are run with, if somebody wants to know. */
public final class ParametersInstrumentation implements Instrumentation {
  /** What placeholders are set to, by the setter's name, with the parameters after the index. */
  private static final String[] SETTERS = {
    "Boolean Z",
    "Byte B",
    "Short S",
    "Int I",
    "Long J",
    "Float F",
    "Double D",
    "BigDecimal Ljava/math/BigDecimal;",
    "String Ljava/lang/String;",
    "NString Ljava/lang/String;",
    "Date Ljava/sql/Date;",
    "Date Ljava/sql/Date;Ljava/util/Calendar;",
    "Time Ljava/sql/Time;",
    "Time Ljava/sql/Time;Ljava/util/Calendar;",
    "Timestamp Ljava/sql/Timestamp;",
    "Timestamp Ljava/sql/Timestamp;Ljava/util/Calendar;",
    "Object Ljava/lang/Object;",
    "Object Ljava/lang/Object;I",
    "Object Ljava/lang/Object;II",
  };

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public String switchedOnBy() {
    return "sql.parameters";
  }

  @Override
  public List<ClassRule> rules() {
    MethodRule[] rules = new MethodRule[SETTERS.length];
    for (int i = 0; i < rules.length; i++) {
      String setter = SETTERS[i];
      int end = setter.indexOf(' ');
      rules[i] =
          method(
                  "set" + setter.substring(0, end),
                  "(I" + setter.substring(end + 1) + ")V",
                  "ParameterAdvice")
              .enter("enter", self(), arg(0), arg(1));
    }
    return Arrays.asList(
        ClassRule.subtypesOf("java.sql.PreparedStatement")
            .except(JdbcInstrumentation.WRAPPERS)
            .marked("clearParameters")
            .weave(rules),
        ClassRule.named("org.sqlite.jdbc3.JDBC3PreparedStatement").weave(rules));
  }
}
