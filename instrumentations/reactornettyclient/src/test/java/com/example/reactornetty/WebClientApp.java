package com.example.reactornetty;

import com.example.client.Answer;
import com.example.client.Request;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls with Spring's WebClient on Reactor Netty. */
public final class WebClientApp extends NettyApp {
  public static void main(String[] args) throws Exception {
    new WebClientApp().run(args);
  }

  @Override
  Mono<Answer> answer(Request request) {
    WebClient client =
        WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(client(request)))
            .build();
    WebClient.RequestBodySpec made =
        client
            .method(HttpMethod.valueOf(request.method()))
            .uri(request.url())
            .headers(headers -> request.headers().forEach(headers::set));
    if (!request.body().isEmpty()) {
      if (request.chunked()) {
        made.body(Flux.just(request.body()), String.class);
      } else {
        made.bodyValue(request.body());
      }
    }
    return made.exchangeToMono(
        response ->
            response
                .bodyToMono(String.class)
                .defaultIfEmpty("")
                .map(text -> new Answer(status(response), text)));
  }

  /** Its type is another since Spring 6. */
  private static int status(ClientResponse response) {
    try {
      Object status = ClientResponse.class.getMethod("statusCode").invoke(response);
      return Integer.parseInt(status.toString().substring(0, 3));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
