package com.example.ontop;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import feign.Client;
import feign.Feign;
import feign.RequestLine;
import feign.hc5.ApacheHttp5Client;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Calls with clients that are made of others; only what they ask for with GET. */
public final class OnTopApp extends ClientApp {
  private final String kind;

  private OnTopApp(String kind) {
    this.kind = kind;
  }

  public static void main(String[] args) throws Exception {
    new OnTopApp(args[3]).run(args);
  }

  /** What Feign is to implement. */
  public interface Api {
    @RequestLine("GET")
    String get(URI uri);
  }

  @Override
  protected Answer call(Request request) throws Exception {
    return switch (kind) {
      case "RestTemplate" -> template(new SimpleClientHttpRequestFactory(), request);
      case "RestTemplate on HttpComponents" ->
          template(new HttpComponentsClientHttpRequestFactory(), request);
      case "RestClient" -> {
        RestClient client = RestClient.create(new RestTemplate(new JdkClientHttpRequestFactory()));
        yield answer(client.get().uri(request.url()).retrieve().toEntity(String.class));
      }
      case "Feign" -> feign(new Client.Default(null, null), request);
      case "Feign on HttpComponents" -> feign(new ApacheHttp5Client(), request);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static Answer template(ClientHttpRequestFactory factory, Request request) {
    return answer(new RestTemplate(factory).getForEntity(request.url(), String.class));
  }

  private static Answer answer(ResponseEntity<String> entity) {
    return new Answer(entity.getStatusCode().value(), entity.getBody());
  }

  private static Answer feign(Client client, Request request) {
    Api api = Feign.builder().client(client).target(feign.Target.EmptyTarget.create(Api.class));
    return new Answer(200, api.get(URI.create(request.url())));
  }

  /** Once to a place that is there, once to one that is not. */
  @Override
  protected void more(String base) {
    print("found", () -> call(Request.get(base + "/ok?s=FOUND")));
    print("missing", () -> call(Request.get(base + "/status/404?s=MISSING")));
  }
}
