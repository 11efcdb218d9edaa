package io.sidelight.core.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("agent.properties");
  }

  private Configuration read(String content) throws Exception {
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    return Given.folder(folder.toFile()).configuration();
  }

  @Test
  void isUtf8WithOrWithoutAByteOrderMark() throws Exception {
    assertEquals("Größe-日本", read("service.name=Größe-日本").get(Options.SERVICE_NAME));
    Configuration marked = read("\uFEFFservice.name = shop \r\n# comment\n");
    assertEquals("shop", marked.get(Options.SERVICE_NAME));
    assertEquals(List.of(), marked.messages());
  }

  @Test
  void missingFileIsToldOnlyWhenItIsNamed() {
    assertEquals(List.of(), Given.folder(folder.toFile()).configuration().messages());
    assertEquals(
        List.of(file + " does not exist; it is ignored"),
        Given.arguments("config=" + file).configuration().messages());
  }

  @Test
  void folderIsNoFile() throws Exception {
    Files.createDirectory(file);
    List<String> expected = List.of(file + " is not a file; it is ignored");
    assertEquals(expected, Given.folder(folder.toFile()).configuration().messages());
    assertEquals(
        expected, Given.variable("SIDELIGHT_CONFIG", file.toString()).configuration().messages());
  }

  @Test
  void deviceIsNoFile() {
    assumeFalse(!new File("/dev/zero").exists());
    assertEquals(
        List.of("/dev/zero is not a file; it is ignored"),
        Given.arguments("config=/dev/zero").configuration().messages());
  }

  @Test
  void fileThatCannotBeOpenedIsTold() {
    File vanished =
        new File(file.toString()) {
          @Override
          public boolean isFile() {
            return true;
          }
        };
    Messages messages = new Messages();
    assertEquals(Map.of(), PropertiesFile.read(vanished, messages));
    assertEquals(1, messages.toList().size());
    assertTrue(
        messages
            .toList()
            .get(0)
            .startsWith(file + " cannot be read and is ignored: FileNotFoundException '"));
  }

  @Test
  void fileThatMayNotBeReadIsTold() {
    File forbidden =
        new File(file.toString()) {
          @Override
          public boolean isFile() {
            throw new SecurityException("no");
          }
        };
    Messages messages = new Messages();
    assertEquals(Map.of(), PropertiesFile.read(forbidden, messages));
    assertEquals(
        List.of(file + " may not be read and is ignored: SecurityException 'no'"),
        messages.toList());
  }

  @Test
  void pathIsEscapedWhereverItIsTold() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("a\nb"));
    Files.writeString(odd.resolve("agent.properties"), "service.name=x\nzzzzzz=1");
    Configuration configuration = Given.folder(odd.toFile()).configuration();
    assertTrue(configuration.origin(Options.SERVICE_NAME).endsWith("a\\u000ab/agent.properties"));
    assertTrue(configuration.messages().get(0).endsWith("a\\u000ab/agent.properties"));
  }

  @Test
  void hugeFileIsIgnored() throws Exception {
    Configuration configuration = read("service.name=x\n" + "#".repeat(PropertiesFile.MAX_BYTES));
    assertEquals("", configuration.get(Options.SERVICE_NAME));
    assertEquals(
        List.of(file + " is larger than 1048576 bytes; it is ignored"), configuration.messages());
  }

  @Test
  void malformedEscapeKeepsWhatStandsBefore() throws Exception {
    Configuration configuration =
        read("service.name=x\nservice.version=C:\\users\nmetrics.port=1\n");
    assertEquals("x", configuration.get(Options.SERVICE_NAME));
    assertEquals(9464, configuration.get(Options.METRICS_PORT));
    assertEquals(
        List.of(
            file
                + " is read only up to a malformed \\u escape; a backslash in a value is"
                + " written twice"),
        configuration.messages());
  }

  @Test
  void lastOfTwoCountsAndIsTold() throws Exception {
    Configuration configuration = read("metrics.port=1\nmetrics.port=2\n");
    assertEquals(2, configuration.get(Options.METRICS_PORT));
    assertEquals(
        List.of("'metrics.port' is given twice in " + file + "; the last one is used"),
        configuration.messages());
  }

  @Test
  void fileNamesNoOtherFile() throws Exception {
    assertEquals(
        List.of("config in " + file + " is ignored: a file does not name another one"),
        read("config=/tmp/other").messages());
  }

  @Test
  void bytesThatAreNoTextAreHarmless() throws Exception {
    byte[] noise = new byte[50_000];
    new java.util.Random(7).nextBytes(noise);
    Files.write(file, noise);
    Configuration configuration = Given.folder(folder.toFile()).configuration();
    for (String line : configuration.messages()) {
      assertTrue(line.chars().noneMatch(Character::isISOControl), line);
      assertTrue(line.length() < 600, line);
    }
  }

  @Test
  void pathWithANulIsHarmless() {
    Configuration configuration = Given.property("sidelight.config", "a\u0000b").configuration();
    assertEquals(1, configuration.messages().size());
    assertTrue(configuration.messages().get(0).contains("'a\\u0000b' from -Dsidelight.config"));
  }
}
