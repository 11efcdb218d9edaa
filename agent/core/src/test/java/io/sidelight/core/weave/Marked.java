package io.sidelight.core.weave;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.Callable;

/** Methods with annotations; no test of its own. */
public class Marked implements Callable<String> {

  @Retention(RetentionPolicy.RUNTIME)
  public @interface Mark {
    String value() default "";

    RetentionPolicy policy() default RetentionPolicy.SOURCE;

    boolean flag() default true;
  }

  @Retention(RetentionPolicy.RUNTIME)
  public @interface Named {
    String value() default "";
  }

  /** In the way of whoever walks annotations. */
  @Retention(RetentionPolicy.RUNTIME)
  public @interface Other {
    int[] numbers() default {};

    Class<?> type() default Object.class;

    Named[] nested() default {};

    long wide() default 1;
  }

  @Mark
  public static int plain(int a) {
    return a + 1;
  }

  @Other(
      numbers = {1, 2, 3},
      type = Marked.class,
      nested = {@Named("x"), @Named},
      wide = 7)
  @Mark(value = "two\nlines \\", policy = RetentionPolicy.CLASS, flag = false)
  long wide(@Named("a") long a, String b, @Other @Named("b") boolean c, @Named Object unnamed) {
    return a + (c ? 1 : 0) + hidden(b);
  }

  @Mark("hidden")
  private int hidden(String text) {
    return text.length();
  }

  /** Has a bridge, to which the compiler copies the annotation. */
  @Mark("call")
  @Override
  public String call() {
    return String.format("called %d %d", plain(1), wide(2, "abc", true, null));
  }

  @Other
  public int unmarked() {
    return 1;
  }
}
