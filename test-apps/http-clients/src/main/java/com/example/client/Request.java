package com.example.client;

import java.util.Map;

/**
 * What a client is to send.
 *
 * @param body empty for none
 * @param chunked whether the body goes out in chunks, its length unsaid
 * @param timeoutMillis how long to wait for the answer
 */
public record Request(
    String method,
    String url,
    String body,
    boolean chunked,
    Map<String, String> headers,
    int timeoutMillis) {

  static final int PATIENCE_MILLIS = 20_000;

  public static Request get(String url) {
    return new Request("GET", url, "", false, Map.of(), PATIENCE_MILLIS);
  }
}
