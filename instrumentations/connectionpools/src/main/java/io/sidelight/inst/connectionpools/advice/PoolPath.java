package io.sidelight.inst.connectionpools.advice;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What an object tells, by the names of the methods without parameters that lead there, from the
 * first to the last, with dots between them. {@code #name} is a field. After {@code +}, all
 * elements of a collection are asked, and added up. Of several such paths, with {@code |} between
 * them, the first that leads to something counts.
 */
final class PoolPath {
  private PoolPath() {}

  /** Null if there is none, or at its end is null. */
  static @Nullable Object follow(Object from, String paths) {
    for (String path : paths.split("\\|")) {
      try {
        Object told = follow(from, path.split("\\."), 0);
        if (told != null) {
          return told;
        }
      } catch (NoSuchFieldException | NoSuchMethodException e) {
        // Another version's.
      } catch (ReflectiveOperationException | RuntimeException e) {
        // A module that is closed to everybody, or a pool that is no longer open.
        return null;
      }
    }
    return null;
  }

  private static @Nullable Object follow(Object from, String[] steps, int first)
      throws ReflectiveOperationException {
    Object at = from;
    for (int i = first; i < steps.length && at != null; i++) {
      if (steps[i].equals("+")) {
        long sum = 0;
        for (Object each : (Collection<?>) at) {
          Object told = follow(each, steps, i + 1);
          sum += told == null ? 0 : ((Number) told).longValue();
        }
        return sum;
      }
      at = step(at, steps[i]);
    }
    return at;
  }

  private static @Nullable Object step(Object from, String step)
      throws ReflectiveOperationException {
    if (step.startsWith("#")) {
      Field field = field(from.getClass(), step.substring(1));
      field.setAccessible(true);
      return field.get(from);
    }
    Method method = from.getClass().getMethod(step);
    if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
      method.setAccessible(true);
    }
    return method.invoke(from);
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Field field : at.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return field;
        }
      }
    }
    throw new NoSuchFieldException(name);
  }
}
