package com.example.apache5;

import com.example.client.Request;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;

final class Requests {
  private Requests() {}

  static RequestConfig config(Request request) {
    return RequestConfig.custom()
        .setResponseTimeout(Timeout.ofMilliseconds(request.timeoutMillis()))
        .build();
  }
}
