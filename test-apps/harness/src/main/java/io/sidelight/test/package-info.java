/**
 * Runs the agent as a user does, in a JVM of its own, and looks at it from outside only.
 *
 * <pre>{@code
 * try (OtlpSink sink = OtlpSink.start();
 *     AppProcess app =
 *         AppProcess.builder()
 *             .otlp(sink)
 *             .classPathOf(EchoApp.class)
 *             .classPath(Libraries.dir(Path.of(""), "tomcat-9.0"))
 *             .main(EchoApp.class)
 *             .start()) {
 *   int port = app.port("listening on http://localhost:(\\d+)");
 *   // … requests …
 *   Await.until("the count", LIMIT, app::scrape, text -> text.sum("http_requests_total") == 100);
 *   assertEquals("SERVER GET /echo\n", SpanTree.of(sink.awaitSpans(span -> true, 1)));
 * }
 * }</pre>
 */
package io.sidelight.test;
