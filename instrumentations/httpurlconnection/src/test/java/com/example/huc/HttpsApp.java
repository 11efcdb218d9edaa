package com.example.huc;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import javax.net.ssl.HttpsURLConnection;

/** Calls a server over TLS. Argument: its address. */
public final class HttpsApp {
  private HttpsApp() {}

  public static void main(String[] args) throws Exception {
    for (String path : new String[] {"/ok", "/ok", "/missing"}) {
      HttpsURLConnection connection = open(args[0] + path);
      try {
        // HTTPS connections have a method of their own for this.
        connection.connect();
        print(connection);
      } catch (IOException e) {
        System.out.println("outcome " + e);
      }
    }
    HttpsURLConnection posting = open(args[0] + "/ok");
    try {
      posting.setDoOutput(true);
      posting.getOutputStream().write('x');
      print(posting);
    } catch (IOException e) {
      System.out.println("outcome " + e);
    }
    HttpsURLConnection dropped = open(args[0] + "/ok");
    try {
      dropped.connect();
    } catch (IOException e) {
      System.out.println("outcome " + e);
    }
    dropped.disconnect();
    System.out.println("done");
    System.in.read();
  }

  private static HttpsURLConnection open(String url) throws IOException {
    return (HttpsURLConnection) new URL(url).openConnection();
  }

  private static void print(HttpsURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      int length = in == null ? 0 : in.readAllBytes().length;
      System.out.println(
          "outcome " + status + ' ' + length + ' ' + connection.getCipherSuite().isEmpty());
    }
  }
}
