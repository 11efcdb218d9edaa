package com.example.concurrent;

/** Those of a library that only some tests put on the class path. */
interface MoreMechanisms {
  void addTo(Mechanisms all);
}
