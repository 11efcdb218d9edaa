package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import io.sidelight.test.OtlpSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The threads that a process has more, once it was scraped and has sent spans. */
class ThreadsIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Pattern NAME = Pattern.compile("(?m)^\"([^\"]+)\"");

  /** Of the JVM and of the container, as many as they like. */
  private static final Pattern OTHERS =
      Pattern.compile("(C[12] Compiler|G1 |GC |VM |http-nio|Attach Listener|Sweeper).*");

  @Test
  void areThoseOfTheAgentAndOneOfItsServer() throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        LegacyApp bare = LegacyApp.start(LegacyApp.builder().agent(false));
        LegacyApp app = LegacyApp.start(LegacyApp.builder().otlp(sink))) {
      for (int i = 0; i < 3; i++) {
        bare.answers();
        app.answers();
        app.process().scrape();
        // What is told of a collection must need no thread, either.
        jcmd(app.process().pid(), "GC.run");
      }
      sink.awaitSpans(span -> span.kind().equals("SERVER"), 3);
      Set<String> without = names(bare.process().pid());
      // What begins the rest of the agent has a thread for some seconds.
      Set<String> added =
          Await.until(
              "few threads",
              LIMIT,
              () -> added(app.process().pid(), without),
              few -> few.size() <= 4);
      assertTrue(added.contains("sidelight-export"), added::toString);
      assertTrue(added.contains("sidelight-http"), added::toString);
      assertTrue(added.contains("sidelight-http-N"), added::toString);
    }
  }

  private static Set<String> added(long pid, Set<String> without) {
    try {
      Set<String> added = names(pid);
      added.removeAll(without);
      return added;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of a pool count as one: who answers a scrape, and it is one at a time here. */
  private static Set<String> names(long pid) throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(jcmd(pid, "Thread.print"));
    while (name.find()) {
      if (!OTHERS.matcher(name.group(1)).matches()) {
        names.add(name.group(1).replaceFirst("sidelight-http-\\d+", "sidelight-http-N"));
      }
    }
    return names;
  }

  private static String jcmd(long pid, String command) throws IOException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process = new ProcessBuilder(tool, Long.toString(pid), command).start();
    try (InputStream in = process.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
