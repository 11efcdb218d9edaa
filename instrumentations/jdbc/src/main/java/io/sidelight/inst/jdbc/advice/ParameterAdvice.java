package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.DbStatements;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** On what says what a placeholder stands for; woven only if somebody wants to know. */
public final class ParameterAdvice {
  private static final DbRecorder DATABASE = Recorders.database();
  private static final DbStatements STATEMENTS = DATABASE.statements();
  private static final int MOST = 256;

  private ParameterAdvice() {}

  public static void enter(Object statement, @Nullable Object index, @Nullable Object value) {
    if (index instanceof Integer) {
      STATEMENTS.parameter(statement, (Integer) index, text(value));
    }
  }

  /** Of classes that are not the JDK's only the name: nobody knows what their methods do. */
  private static String text(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value.getClass().isArray() || !value.getClass().getName().startsWith("java.")) {
      return '<' + value.getClass().getTypeName() + '>';
    }
    String text = value.toString();
    return text.length() > MOST ? text.substring(0, MOST) : text;
  }
}
