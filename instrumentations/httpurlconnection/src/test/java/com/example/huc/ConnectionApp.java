package com.example.huc;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Calls with HttpURLConnection, in all orders in which its methods may be called. */
public final class ConnectionApp extends ClientApp {
  public static void main(String[] args) throws Exception {
    new ConnectionApp().run(args);
  }

  @Override
  protected Answer call(Request request) throws Exception {
    HttpURLConnection connection = open(request);
    if (!request.body().isEmpty()) {
      write(connection, request);
    }
    return read(connection);
  }

  private static HttpURLConnection open(Request request) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(request.url()).openConnection();
    connection.setRequestMethod(request.method());
    connection.setReadTimeout(request.timeoutMillis());
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    return connection;
  }

  private static void write(HttpURLConnection connection, Request request) throws IOException {
    connection.setDoOutput(true);
    if (request.chunked()) {
      connection.setChunkedStreamingMode(100);
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(request.body().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Answer read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    if (in == null) {
      return new Answer(status, "");
    }
    try (in) {
      return new Answer(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Streams a body and never asks for the answer. */
  @Override
  protected void cancel(Request request) throws Exception {
    HttpURLConnection connection = open(request);
    connection.setDoOutput(true);
    connection.setChunkedStreamingMode(100);
    connection.setRequestMethod("POST");
    connection.getOutputStream().write(1);
    connection.disconnect();
  }

  /** Each of these is one call, or none. */
  @Override
  protected void more(String base) throws Exception {
    // None: nothing is sent.
    open(Request.get(base + "/ok?s=NEVER")).getURL();
    HttpURLConnection connected = open(Request.get(base + "/ok?s=NEVER"));
    connected.connect();
    connected.disconnect();
    HttpURLConnection collected = open(Request.get(base + "/ok?s=NEVER"));
    collected.setDoOutput(true);
    collected.getOutputStream().write(1);
    collected.disconnect();
    print("forbidden output", () -> noOutput(open(Request.get(base + "/ok?s=NEVER"))));

    HttpURLConnection step = open(Request.get(base + "/ok?s=STEPS"));
    step.connect();
    step.connect();
    System.out.println(step.getHeaderField("Content-Length"));
    print("steps", () -> read(step));
    print("again", () -> read(step));

    HttpURLConnection thrown = open(Request.get(base + "/status/404?s=THROWN"));
    print("thrown", () -> new Answer(0, new String(thrown.getInputStream().readAllBytes())));
    print("thrown again", () -> new Answer(0, new String(thrown.getInputStream().readAllBytes())));
    print("thrown late", () -> read(thrown));

    HttpURLConnection implied = open(Request.get(base + "/echo?s=IMPLIED"));
    implied.setDoOutput(true);
    implied.getOutputStream().write('x');
    Thread other = new Thread(() -> print("implied POST", () -> read(implied)));
    other.start();
    other.join();

    HttpURLConnection fields = open(Request.get(base + "/status/500?s=FIELDS"));
    System.out.println(fields.getHeaderFields().size());
    System.out.println("outcome own header " + fields.getRequestProperty("X-Own"));
  }

  private static Answer noOutput(HttpURLConnection connection) throws IOException {
    connection.getOutputStream().write(1);
    return read(connection);
  }
}
