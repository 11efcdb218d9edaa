package io.sidelight.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers byte by byte, the grammar of RFC 9112. */
class AnswerReaderTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\n";
  private static final String BODY =
      new String(
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(7))
              .build()
              .toByteArray(),
          ISO_8859_1);

  private final AnswerReader reader = new AnswerReader();

  private ByteArrayInputStream left = new ByteArrayInputStream(new byte[0]);

  private HttpAnswer read(String text) throws IOException {
    left = new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    return reader.read(left::read);
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: LENGTH\r\n\r\nBODY",
        "content-length:LENGTH\r\nConnection: keep-alive\r\n\r\nBODY",
        "Transfer-Encoding: chunked\r\n\r\nCHUNK0\r\n\r\n",
        "transfer-encoding: Chunked\r\n\r\nPARTS00;a=b\r\nTrailer: x\r\n\r\n",
        "X: HTTP/1.1 500\r\nno colon\r\n: none\r\nContent-Length: LENGTH\r\n\r\nBODY",
      })
  void anAnswerIsReadToItsEnd(String rest) throws IOException {
    String text =
        rest.replace("LENGTH", String.valueOf(BODY.length()))
            .replace("CHUNK", chunk(BODY))
            .replace("PARTS", chunk(BODY.substring(0, 1)) + chunk(BODY.substring(1)))
            .replace("BODY", BODY);
    HttpAnswer answer = read(OK + text + "HTTP/1.1");
    assertEquals(200, answer.status());
    assertEquals(7, answer.partialSuccess.rejectedSpans);
    assertTrue(reader.isReusable());
    assertEquals(8, left.available(), "what follows is left");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\nBODY",
        "Content-Length: none\r\n\r\nBODY",
        "Connection: close\r\nContent-Length: LENGTH\r\n\r\nBODY",
        "Content-Length: 100\r\n\r\nBODY",
        "Transfer-Encoding: chunked\r\n\r\nCHUNK",
        "Transfer-Encoding: chunked\r\n\r\nCHUNK-1\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nCHUNKx\r\n\r\n",
      })
  void aConnectionThatEndsWithItsAnswerIsNotUsedAgain(String rest) throws IOException {
    String text =
        rest.replace("LENGTH", String.valueOf(BODY.length()))
            .replace("CHUNK", chunk(BODY))
            .replace("BODY", BODY);
    HttpAnswer answer = read(OK + text);
    assertEquals(7, answer.partialSuccess.rejectedSpans);
    assertFalse(reader.isReusable());
  }

  @Test
  void http10EndsTheConnection() throws IOException {
    assertEquals(200, read("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n").status());
    assertFalse(reader.isReusable());
  }

  @Test
  void whatIsSaidBeforehandIsPassedOver() throws IOException {
    String text = "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\nConnection: close\r\n\r\n";
    assertEquals(204, read(text + "HTTP/1.1 204\r\nRetry-After: 3\r\n\r\n").status());
    assertTrue(reader.isReusable());
  }

  @Test
  void aVeryLongBodyIsNotReadToItsEnd() throws IOException {
    String body = "x".repeat(1 << 20);
    assertEquals(500, read("HTTP/1.1 500 x\r\n\r\n" + body).status());
    assertFalse(reader.isReusable());
    assertTrue(left.available() > 900_000);
    String length = "HTTP/1.1 500 x\r\nContent-Length: " + body.length() + "\r\n\r\n";
    assertEquals(500, read(length + body).status());
    assertFalse(reader.isReusable());
    String chunks = "HTTP/1.1 500 x\r\nTransfer-Encoding: chunked\r\n\r\n";
    String full = chunk("x".repeat(1 << 16));
    assertEquals(500, read(chunks + full + full).status());
    assertFalse(reader.isReusable());
    assertEquals(500, read(chunks + full + "0\r\n\r\n").status());
    assertTrue(reader.isReusable());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 2",
        "HTTP/1.1 2xx OK\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
      })
  void whatIsNoAnswerFails(String text) {
    assertThrows(IOException.class, () -> read(text));
  }

  @Test
  void aHeadHasAnEnd() {
    assertThrows(IOException.class, () -> read("HTTP/1.1 200 " + "x".repeat(70_000) + "\r\n\r\n"));
    assertThrows(IOException.class, () -> read(OK + "A: b\r\n".repeat(12_000) + "\r\n"));
    String hints = "HTTP/1.1 100 Continue\r\n\r\n";
    assertThrows(IOException.class, () -> read(hints.repeat(5_000) + OK + "\r\n"));
  }
}
