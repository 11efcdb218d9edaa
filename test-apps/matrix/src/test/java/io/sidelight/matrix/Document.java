package io.sidelight.matrix;

import io.sidelight.test.AgentJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The table as it stands in the documentation. */
final class Document {
  private static final Path FILE = AgentJar.repository().resolve("docs/servers.md");
  private static final String BEGIN = "<!-- table begins -->\n";
  private static final String END = "<!-- table ends -->\n";

  private Document() {}

  /** Run with {@code -Dsidelight.docs.write=true} to bring the document up to date. */
  static String table(String current) throws IOException {
    String text = Files.readString(FILE);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    if (begin < BEGIN.length() || end < begin) {
      throw new IllegalStateException("no marks of the table in " + FILE);
    }
    if (Boolean.getBoolean("sidelight.docs.write")) {
      Files.writeString(FILE, text.substring(0, begin) + current + text.substring(end));
      return current;
    }
    return text.substring(begin, end);
  }
}
