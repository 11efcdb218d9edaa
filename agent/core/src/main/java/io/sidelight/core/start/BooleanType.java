package io.sidelight.core.start;

import org.jspecify.annotations.Nullable;

/** {@code true} or {@code false}, in any case. */
final class BooleanType extends Type<Boolean> {

  @Override
  @Nullable Boolean parse(String text) {
    if (text.equalsIgnoreCase("true")) {
      return Boolean.TRUE;
    }
    return text.equalsIgnoreCase("false") ? Boolean.FALSE : null;
  }

  @Override
  Boolean unset() {
    return Boolean.FALSE;
  }

  @Override
  String accepts() {
    return "true or false";
  }
}
