package io.sidelight.inst.servlet;

import static io.sidelight.inst.servlet.Scenario.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.inst.servlet.Server.Kind;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The sizes of bodies as the container itself frames and compresses them. */
interface SizeContract {
  /** The site under test. */
  Members members();

  @Test
  default void measuresWhatWasSentAfterCompression() {
    String text = get("/basic/text?tens=1000").header("Accept-Encoding: gzip").text("");
    double before = members().app.scrape().sum("http_response_size_bytes_sum");
    String answer = members().send(text);
    double size = members().app.scrape().sum("http_response_size_bytes_sum") - before;
    assertTrue(answer.toLowerCase(Locale.ROOT).contains("content-encoding: gzip"));
    assertEquals(Wire.bodyLength(answer), size, answer);
  }

  @Test
  default void measuresAnswersOfAllSizes() {
    for (int tens : List.of(0, 1, 100, 10_000)) {
      assertEquals(tens * 10.0, responseSize(get("/basic/text?tens=" + tens), 200));
    }
    assertEquals(0, responseSize(Scenario.of("HEAD", "/basic/text?tens=100"), 200));
    assertEquals(
        0,
        responseSize(
            Scenario.of("HEAD", "/basic/text?tens=100").header("Accept-Encoding: gzip"), 200));
    assertEquals(0, responseSize(get("/basic/same"), 304));
  }

  private double responseSize(Scenario request, int status) {
    return members().added("http_response_size_bytes_sum", request.text(""), status);
  }

  @Test
  default void measuresWhatWasSentBeforeTheClientLeft() throws IOException {
    Exposition before = members().app.scrape();
    try (Socket socket = Wire.connect(members().port, "127.0.0.1")) {
      Wire.send(socket, get("/basic/endless").text(""));
      assertEquals(100_000, socket.getInputStream().readNBytes(100_000).length);
    }
    double counted = before.sum("http_response_size_bytes_count");
    Exposition after =
        Await.until(
            "the end of it",
            Running.LIMIT,
            members().app::scrape,
            page -> page.sum("http_response_size_bytes_count") == counted + 1);
    String sum = "http_response_size_bytes_sum";
    assertTrue(after.sum(sum) - before.sum(sum) > 90_000, after::text);
  }

  @Test
  default void measuresWhatWasRead() {
    String text = "x".repeat(5000);
    assertEquals(5000, requestSize(Scenario.of("POST", "/basic/read").body(text)));
    assertEquals(5000, requestSize(Scenario.of("POST", "/basic/read").chunked(text)));
    assertEquals(0, requestSize(get("/basic/read")));
    assertEquals(
        1_000_000, requestSize(Scenario.of("POST", "/basic/read").body("x".repeat(1_000_000))));
    assertEquals(50_000, requestSize(pieces(text, 10)));
    // Read by the container, for whom the application asks for a parameter.
    assertEquals(
        8,
        requestSize(
            Scenario.of("POST", "/basic/text")
                .header("Content-Type: application/x-www-form-urlencoded")
                .body("tens=100")));
  }

  /** Sent as so many chunks. */
  private static Scenario pieces(String text, int number) {
    String piece = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    return Scenario.of("POST", "/basic/read")
        .header("Transfer-Encoding: chunked")
        .raw(piece.repeat(number) + "0\r\n\r\n");
  }

  @Test
  default void measuresWhatCameOfAnUploadThatBreaksOff() throws IOException {
    Exposition before = members().app.scrape();
    String text = Scenario.of("POST", "/basic/read").body("x".repeat(10_000)).text("");
    try (Socket socket = Wire.connect(members().port, "127.0.0.1")) {
      Wire.send(socket, text.substring(0, text.length() - 6000));
    }
    double counted = before.sum("http_request_size_bytes_count");
    Exposition after =
        Await.until(
            "the end of it",
            Running.LIMIT,
            members().app::scrape,
            page -> page.sum("http_request_size_bytes_count") == counted + 1);
    String sum = "http_request_size_bytes_sum";
    assertEquals(4000, after.sum(sum) - before.sum(sum));
    String gone = "http_client_disconnects_total";
    // Jetty 12 takes it for a bad message, and answers 400 to nobody.
    double expected = members().server.kind == Kind.JETTY_12 ? 0 : 1;
    assertEquals(expected, after.sum(gone) - before.sum(gone));
  }

  @Test
  default void measuresWhatNobodyRead() {
    String text = "x".repeat(5000);
    assertEquals(0, requestSize(Scenario.of("POST", "/basic/unread").body(text)));
    assertEquals(0, requestSize(Scenario.of("POST", "/basic/unread").chunked(text)));
  }

  private double requestSize(Scenario request) {
    return members().added("http_request_size_bytes_sum", request.text(""), 200);
  }
}
