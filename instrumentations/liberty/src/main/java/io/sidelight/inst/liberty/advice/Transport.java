package io.sidelight.inst.liberty.advice;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What the transport counts of bodies and shows to nobody but its access log. Its classes are in no
 * repository, and other versions may have other ones: then nothing is known.
 */
final class Transport {
  private static volatile @Nullable Field read;
  private static volatile @Nullable Field exchange;
  private static volatile @Nullable Method written;

  private Transport() {}

  /**
   * Bytes of a request's body that the application, or the container for it, has read.
   *
   * @param body an {@code HttpInputStreamImpl}
   * @return -1 if not known
   */
  static long read(@Nullable Object body) {
    if (body == null) {
      return -1;
    }
    try {
      Field field = read;
      if (field == null || !field.getDeclaringClass().isInstance(body)) {
        field = field(body, "bytesToCaller");
        read = field;
      }
      return field.getLong(body);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return -1;
    }
  }

  /**
   * Bytes of a response's body that were sent, without the frames of chunks.
   *
   * @param connection an {@code HttpDispatcherLink}
   * @return -1 if not known
   */
  static long written(Object connection) {
    try {
      Field field = exchange;
      if (field == null || !field.getDeclaringClass().isInstance(connection)) {
        field = field(connection, "isc");
        exchange = field;
      }
      Object context = field.get(connection);
      Method method = written;
      if (method == null || !method.getDeclaringClass().isInstance(context)) {
        method = context.getClass().getMethod("getNumBytesWritten");
        written = method;
      }
      return (Long) method.invoke(context);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return -1;
    }
  }

  private static Field field(Object of, String name) throws NoSuchFieldException {
    for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(name);
  }
}
