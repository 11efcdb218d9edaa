package io.sidelight.core.record;

/** Code of the application's that has its context already: it is not wrapped once more. */
public interface Carried {}
