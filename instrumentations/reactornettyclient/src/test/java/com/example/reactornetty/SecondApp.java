package com.example.reactornetty;

import io.netty.resolver.DefaultAddressResolverGroup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** Calls a server of its own in HTTP/2, unencrypted, in streams of one connection. */
public final class SecondApp {
  private SecondApp() {}

  public static void main(String[] args) throws Exception {
    DisposableServer server =
        HttpServer.create()
            .host("localhost")
            .port(0)
            .protocol(HttpProtocol.H2C)
            .handle((request, response) -> response.sendString(Mono.just("second")))
            .bindNow();
    HttpClient client =
        HttpClient.create()
            .resolver(DefaultAddressResolverGroup.INSTANCE)
            .protocol(HttpProtocol.H2C);
    Mono<String> answer =
        client
            .get()
            .uri("http://localhost:" + server.port() + "/second")
            .responseSingle((response, body) -> body.asString());
    System.out.println("answer " + answer.block());
    Flux.range(0, 49)
        .flatMap(i -> answer, 16)
        .toIterable()
        .forEach(text -> System.out.println("answer " + text));
    System.out.println("done");
    System.in.read();
    System.exit(0);
  }
}
