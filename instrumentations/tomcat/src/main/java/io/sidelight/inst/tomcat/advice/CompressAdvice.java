package io.sidelight.inst.tomcat.advice;

import io.sidelight.core.record.WeakTable;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer is compressed, and not framed yet. A filter is of one response at a time, and
 * used again.
 */
public final class CompressAdvice {
  private static final WeakTable<Object, long[]> COUNTS = new WeakTable<>();

  private CompressAdvice() {}

  public static @Nullable Object begin(Object filter, Response response) {
    long[] count = COUNTS.get(filter);
    if (count == null) {
      count = new long[1];
      COUNTS.put(filter, count);
    }
    count[0] = 0;
    response.setNote(TomcatCall.NOTE, count);
    return null;
  }

  public static @Nullable Object write(Object filter, int length) {
    long[] count = COUNTS.get(filter);
    // Not on HTTP/2, which counts without frames anyway.
    if (count != null) {
      count[0] += length;
    }
    return null;
  }

  public static @Nullable Object writeOne(Object filter) {
    return write(filter, 1);
  }

  /**
   * The bytes of a response's body after compression; -1 if it was not compressed, or by others.
   */
  static long bytes(Response response) {
    Object count = response.getNote(TomcatCall.NOTE);
    return count instanceof long[] ? ((long[]) count)[0] : -1;
  }

  /** The container will use the response again. */
  static void ended(Response response) {
    if (response.getNote(TomcatCall.NOTE) != null) {
      response.setNote(TomcatCall.NOTE, null);
    }
  }
}
