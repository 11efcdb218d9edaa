package io.sidelight.core.trace;

/**
 * Posts requests to a collector, one at a time. For use by the export thread only, but for {@link
 * #stop}: loading what stands behind this is what must not happen earlier.
 */
interface Transport {
  /**
   * Posts a request and reads the answer. Never throws for what a network or a server can do.
   *
   * @param timeoutMillis for all of it, but for resolving the host's name
   */
  HttpAnswer post(RequestBody body, int timeoutMillis);

  /** Has the request that is under way end soon, if there is one. For any thread. */
  void stop();
}
