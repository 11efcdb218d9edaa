package com.example.spring.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Handlers that answer later, on other threads. */
@RestController
public class Waiting {
  private final Later later;

  public Waiting(Later later) {
    this.later = later;
  }

  @GetMapping("/callable/{name}")
  public Callable<String> callable(@PathVariable("name") String name) {
    return () -> "called " + name;
  }

  @GetMapping("/callable/{name}/fail")
  public Callable<String> failing(@PathVariable("name") String name) {
    return () -> {
      throw new IllegalStateException(name);
    };
  }

  @GetMapping("/deferred/{name}")
  public DeferredResult<String> deferred(@PathVariable("name") String name) {
    DeferredResult<String> result = new DeferredResult<>();
    new Thread(() -> result.setResult("deferred " + name)).start();
    return result;
  }

  @GetMapping("/deferred/{name}/fail")
  public DeferredResult<String> deferredFailure(@PathVariable("name") String name) {
    DeferredResult<String> result = new DeferredResult<>();
    new Thread(() -> result.setErrorResult(new IllegalStateException(name))).start();
    return result;
  }

  @GetMapping("/deferred/{name}/never")
  public DeferredResult<String> never(@PathVariable("name") String name) {
    // Not less: Jetty 9.4 now and then forgets a time-out that ends before it has let go of the
    // request.
    return new DeferredResult<>(100L);
  }

  @GetMapping("/later/{name}")
  public CompletableFuture<String> later(@PathVariable("name") String name) throws IOException {
    return later.call();
  }

  @GetMapping("/streaming/{name}")
  public StreamingResponseBody streaming(@PathVariable("name") String name) {
    return out -> out.write(("streamed " + name).getBytes(StandardCharsets.UTF_8));
  }
}
