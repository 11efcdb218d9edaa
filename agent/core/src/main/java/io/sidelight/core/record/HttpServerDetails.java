package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/**
 * What few requests have: failures, an attempt to log in, a time of waiting, a WebSocket
 * connection. Kept apart so that the others do not pay for it.
 */
final class HttpServerDetails {
  @Nullable Throwable thrown;

  /** What a framework has made an answer of; see {@link HttpServerRecorder#handled}. */
  volatile @Nullable Throwable handled;

  @Nullable Throwable escaped;

  /** What a suspended call is known by, or null. */
  @Nullable Object suspendedAs;

  /** The attempt to log in that this request is known for so far; see {@link AuthRecorder}. */
  @Nullable String authOutcome;

  @Nullable String authMethod;

  /** What it has been granted, if that is a WebSocket connection. */
  @Nullable WebSocketConnection granted;
}
