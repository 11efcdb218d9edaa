package io.sidelight.core.record;

import io.sidelight.core.trace.Propagation;

/** The headers of a request that is about to be sent, where the call itself does not hold them. */
public interface HttpClientHeaders extends Propagation.Setter {}
