package com.example.spring.boot;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Service;

/** Runs on Spring's executor. */
@Service
@EnableAsync
public class Later {
  /** Makes a call that nobody answers. */
  @Async
  public CompletableFuture<String> call() throws IOException {
    HttpURLConnection call = (HttpURLConnection) new URL("http://localhost:1/").openConnection();
    try {
      return CompletableFuture.completedFuture("status " + call.getResponseCode());
    } catch (ConnectException e) {
      return CompletableFuture.completedFuture("refused");
    }
  }
}
