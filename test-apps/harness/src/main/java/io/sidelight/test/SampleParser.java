package io.sidelight.test;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one sample line: {@code name{label="value",…} value [timestamp] [# {label="value",…} value
 * [timestamp]]}.
 */
final class SampleParser {

  private final String line;
  private int at;

  SampleParser(String line) {
    this.line = line;
  }

  Sample parse() {
    String name = word("{ ");
    if (name.isEmpty()) {
      throw wrong("no name");
    }
    Map<String, String> labels = labels();
    double value = number();
    timestamp();
    Map<String, String> exemplar = null;
    if (peek() == '#') {
      at++;
      expect(' ');
      exemplar = labels();
      number();
      timestamp();
    }
    if (at != line.length()) {
      throw wrong("unexpected end");
    }
    return new Sample(name, labels, value, exemplar);
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    if (peek() != '{') {
      expect(' ');
      return labels;
    }
    at++;
    while (peek() != '}') {
      String name = word("=");
      expect('=');
      if (name.isEmpty() || labels.put(name, quoted()) != null) {
        throw wrong("bad or repeated label");
      }
      if (peek() == ',') {
        at++; // the format allows one after the last, too
      } else if (peek() != '}') {
        throw wrong("no comma between labels");
      }
    }
    at++;
    expect(' ');
    return labels;
  }

  private String quoted() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      char c = next();
      if (c == '\\') {
        char escaped = next();
        c =
            switch (escaped) {
              case 'n' -> '\n';
              case '\\', '"' -> escaped;
              default -> throw wrong("unknown escape");
            };
      }
      value.append(c);
    }
    at++;
    return value.toString();
  }

  private double number() {
    String word = word(" ");
    space();
    return switch (word) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> {
        try {
          yield Double.parseDouble(word);
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException("not a number: " + word + " in: " + line, e);
        }
      }
    };
  }

  private void timestamp() {
    if (at < line.length() && peek() != '#') {
      number();
    }
  }

  private void space() {
    if (at < line.length()) {
      expect(' ');
    }
  }

  private String word(String ends) {
    int start = at;
    while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return line.substring(start, at);
  }

  private char next() {
    if (at == line.length()) {
      throw wrong("cut off");
    }
    return line.charAt(at++);
  }

  /** The next character, 0 at the end of the line. */
  private char peek() {
    return at == line.length() ? 0 : line.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("'" + c + "' expected");
    }
    at++;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + " at column " + (at + 1) + " of: " + line);
  }
}
