package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the sample advice saw in this thread; public since advice is loaded by another loader. */
public final class Calls {
  private static final ThreadLocal<List<Object>> LOG = ThreadLocal.withInitial(ArrayList::new);

  private Calls() {}

  /** One call at the beginning of a woven method; it is its own token. */
  public static final class Begin {
    final String advice;
    final List<Object> arguments;

    Begin(String advice, List<Object> arguments) {
      this.advice = advice;
      this.arguments = arguments;
    }

    @Override
    public String toString() {
      return "begin " + advice + arguments;
    }
  }

  /** One call at the end of a woven method. */
  public static final class End {
    final String advice;
    final Object token;
    final Object returned;
    final Throwable thrown;

    End(String advice, Object token, Object returned, Throwable thrown) {
      this.advice = advice;
      this.token = token;
      this.returned = returned;
      this.thrown = thrown;
    }

    @Override
    public String toString() {
      return "end " + advice + " token=" + token + " returned=" + returned + " thrown=" + thrown;
    }
  }

  public static Object begin(String advice, Object... arguments) {
    Begin begin = new Begin(advice, new ArrayList<>(Arrays.asList(arguments)));
    LOG.get().add(begin);
    return begin;
  }

  public static void end(String advice, Object token, Object returned, Throwable thrown) {
    LOG.get().add(new End(advice, token, returned, thrown));
  }

  /** Everything since the last time this was asked. */
  static List<Object> take() {
    List<Object> taken = LOG.get();
    LOG.remove();
    return taken;
  }
}
