package io.sidelight.core.weave;

import java.util.List;

/**
 * The extension point: which methods of a library get which advice. An implementation stands in the
 * package {@code io.sidelight.inst.<name>}, is named in {@code
 * META-INF/services/io.sidelight.core.weave.Instrumentation}, and knows the library by strings
 * alone; its advice stands in the sub-package {@code advice} and is loaded beside the application.
 */
public interface Instrumentation {

  /** The name in configuration, logs and metrics; the last part of the package's name. */
  String name();

  /**
   * The key of the option, {@code true} or {@code false}, that switches it on; empty if it is on
   * unless it is disabled.
   */
  default String switchedOnBy() {
    return "";
  }

  /** The classes and methods to weave. Called once, at start. */
  List<ClassRule> rules();

  /**
   * Whether the rules, written for {@code javax.*}, hold for {@code jakarta.*} too. The advice is
   * then written against {@code javax.*} alone and renamed when it is loaded for the other.
   */
  default boolean jakartaToo() {
    return false;
  }
}
