package io.sidelight.core.weave;

import java.io.IOException;
import java.io.InputStream;

/** Runs the weaver once over a class of the agent's, so that all of its own classes are loaded. */
final class WarmUp {
  private WarmUp() {}

  static void run(Weaver weaver, ClassLoader agent) throws IOException {
    String name = WarmUp.class.getName().replace('.', '/');
    try (InputStream in = agent.getResourceAsStream(name + ".class")) {
      if (in != null) {
        weaver.warmUp(Ancestry.readAll(in));
      }
    }
  }

  /** What the warm-up weaves. Annotated, so that reading that is warm as well. */
  @Deprecated
  static int sample(int value) {
    return value;
  }
}
