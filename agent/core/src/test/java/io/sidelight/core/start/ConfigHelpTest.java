package io.sidelight.core.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigHelpTest {
  private static final String BEGIN = "<!-- table begins -->\n";
  private static final String END = "<!-- table ends -->\n";

  @Test
  void textNamesEveryOption() {
    String text = ConfigHelp.text(Given.nothing());
    for (Option<?> option : Options.all()) {
      assertTrue(text.contains("\n" + option.key()) || text.startsWith(option.key()), option.key());
      assertTrue(text.contains(option.variable()), option.key());
      assertTrue(text.contains(option.meaning().replace("`", "")), option.key());
      for (Alias alias : option.aliases()) {
        assertTrue(text.contains(alias.variable()), option.key());
      }
    }
    assertTrue(text.contains("metrics.port (default 9464)\n"));
    assertFalse(text.contains("Now:"));
    assertFalse(text.contains("Problems:"));
  }

  @Test
  void textTellsWhatIsInEffectAndWhatIsWrong() {
    String text =
        ConfigHelp.text(
            Given.arguments("metrics.port=9500,metrics.prot=1")
                .andVariable("OTEL_SERVICE_NAME", "shop\u202E")
                .configuration());
    assertTrue(text.contains("    Now: 9500  from the agent arguments\n"), text);
    assertTrue(text.contains("    Now: shop\\u202e  from OTEL_SERVICE_NAME\n"), text);
    assertTrue(
        text.endsWith(
            "Problems:\n  unknown setting 'metrics.prot' in the agent arguments; did you mean"
                + " 'metrics.port'?\n"),
        text);
  }

  /** Run with -Dsidelight.docs.write=true to bring the document up to date. */
  @Test
  void documentHoldsTheGeneratedTable() throws Exception {
    Path document = documents().resolve("configuration.md");
    String text = Files.readString(document);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertTrue(begin >= BEGIN.length() && end >= begin, "the marks of the table");
    String table = "\n" + ConfigHelp.markdownTable() + "\n";
    if (Boolean.getBoolean("sidelight.docs.write")) {
      text = text.substring(0, begin) + table + text.substring(end);
      Files.writeString(document, text);
      end = begin + table.length();
    }
    assertEquals(table, text.substring(begin, end));
  }

  @Test
  void examplesOfTheDocumentWork(@TempDir Path folder) throws Exception {
    String text = Files.readString(documents().resolve("configuration.md"));

    Matcher file = Pattern.compile("```properties\\n(.*?)```", Pattern.DOTALL).matcher(text);
    assertTrue(file.find());
    Files.writeString(folder.resolve("agent.properties"), file.group(1));
    Configuration fromFile = Given.folder(folder.toFile()).configuration();
    assertEquals(List.of(), fromFile.messages());
    assertEquals("shop", fromFile.get(Options.SERVICE_NAME));
    assertEquals(Map.of("authorization", "Bearer abc123"), fromFile.get(Options.TRACES_HEADERS));

    Matcher arguments = Pattern.compile("-javaagent:sidelight-agent.jar=([^ ']*)").matcher(text);
    int examples = 0;
    while (arguments.find()) {
      Configuration configuration = Given.arguments(arguments.group(1)).configuration();
      assertEquals(List.of(), configuration.messages());
      assertEquals(9500, configuration.get(Options.METRICS_PORT));
      examples++;
    }
    assertEquals(2, examples);
  }

  @Test
  void tableHasFourCellsInEveryRow() {
    for (String row : ConfigHelp.markdownTable().lines().toList()) {
      assertEquals(6, row.split("\\|", -1).length, row);
    }
  }

  /** The folder of documents, above the module that the test runs in. */
  private static Path documents() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/configuration.md"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs");
  }
}
