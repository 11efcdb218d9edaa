package io.sidelight.core.record;

import io.sidelight.core.trace.Propagation;

/** The headers of a request that is about to be sent; takes those that carry the trace. */
public interface RequestHeaders extends Propagation.Setter {}
