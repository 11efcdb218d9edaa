package com.example.reactornetty;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;

/** Calls with Reactor Netty. */
public class NettyApp extends ClientApp {
  public static void main(String[] args) throws Exception {
    new NettyApp().run(args);
  }

  /** The client for one request. */
  static HttpClient client(Request request) {
    return HttpClient.create()
        .resolver(DefaultAddressResolverGroup.INSTANCE)
        .followRedirect(true)
        .responseTimeout(Duration.ofMillis(request.timeoutMillis()));
  }

  /** What calls when it is subscribed to. */
  Mono<Answer> answer(Request request) {
    Flux<String> parts = Flux.just(request.body());
    return client(request)
        .headers(headers -> request.headers().forEach(headers::set))
        .request(HttpMethod.valueOf(request.method()))
        .uri(request.url())
        .send(
            (made, out) ->
                request.body().isEmpty()
                    ? out
                    : request.chunked()
                        ? out.sendString(parts)
                        : out.send(ByteBufFlux.fromString(parts.single()).next()))
        .responseSingle(
            (response, body) ->
                body.asString()
                    .defaultIfEmpty("")
                    .map(text -> new Answer(response.status().code(), text)));
  }

  @Override
  protected final Answer call(Request request) throws Exception {
    try {
      return answer(request).block(Duration.ofSeconds(30));
    } catch (RuntimeException e) {
      throw Exceptions.unwrap(e) instanceof Exception ? (Exception) Exceptions.unwrap(e) : e;
    }
  }

  @Override
  protected final void cancel(Request request) {
    Disposable waiting = answer(request).subscribe();
    waiting.dispose();
    System.out.println("cancelled " + waiting.isDisposed());
  }

  /** A base URL, several at once that one thread subscribes to, and one after the other. */
  @Override
  protected final void more(String base) {
    HttpClient based = client(Request.get(base)).baseUrl(base);
    print(
        "based",
        () ->
            new Answer(based.get().uri("/ok?s=BASED").response().block().status().code(), "based"));
    print(
        "many",
        () ->
            new Answer(
                Flux.range(0, 100)
                    .flatMap(i -> answer(Request.get(base + "/ok?s=MANY")), 32)
                    .map(Answer::status)
                    .reduce(0, Integer::sum)
                    .block(),
                "many"));
    Mono<Answer> again = answer(Request.get(base + "/ok?s=AGAIN"));
    print("again", () -> again.then(again).block());
    print(
        "too late",
        () ->
            answer(Request.get(base + "/hang?s=LATE"))
                .timeout(Duration.ofMillis(SHORT_MILLIS))
                .onErrorReturn(new Answer(0, "too late"))
                .block());
  }
}
