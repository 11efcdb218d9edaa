package io.sidelight.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs in processes of their own, and what is left when they have ended. */
@Timeout(90)
class ProgramsTest {
  private static final long END_SECONDS = 30;

  @TempDir Path folder;

  private Process jvm;

  @AfterEach
  void end() {
    jvm.destroyForcibly();
  }

  @Test
  void shopEndsCleanlyWhenToldTo() throws Exception {
    BufferedReader output = start(Launcher.class, "--port", "0");
    String ready = output.readLine();
    assertTrue(ready.matches("shop listening on http://localhost:[1-9][0-9]*"), ready);
    URI products = URI.create(ready.replaceFirst(".* ", "") + "/api/products");
    int status =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(products).build(), BodyHandlers.discarding())
            .statusCode();
    assertEquals(200, status, "ready means that it answers");
    List<ProcessHandle> servers = servers();

    jvm.destroy();

    assertTrue(jvm.waitFor(END_SECONDS, TimeUnit.SECONDS));
    assertEquals(
        List.of(), servers.stream().filter(ProcessHandle::isAlive).collect(Collectors.toList()));
    assertEquals(List.of(), leftovers());
  }

  @Test
  void databasesEndEvenWhenTheirJvmIsKilled() throws Exception {
    BufferedReader output = start(Databases.class);
    assertTrue(output.readLine().startsWith("DATABASE_URL=jdbc:postgresql://"));
    assertTrue(output.readLine().startsWith("REDIS_URL=redis://"));
    List<ProcessHandle> servers = servers();

    jvm.destroyForcibly();

    for (ProcessHandle server : servers) {
      server.onExit().get(END_SECONDS, TimeUnit.SECONDS);
    }
    assertEquals(List.of(), leftovers());
  }

  private BufferedReader start(Class<?> program, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            program.getName());
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeAll(List.of("DATABASE_URL", "REDIS_URL"));
    jvm = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return jvm.inputReader(StandardCharsets.UTF_8);
  }

  private List<ProcessHandle> servers() {
    List<ProcessHandle> servers = jvm.descendants().collect(Collectors.toList());
    assertFalse(servers.isEmpty(), "the servers are child processes");
    return servers;
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("(shop|sidelight)-.*"))
          .collect(Collectors.toList());
    }
  }
}
