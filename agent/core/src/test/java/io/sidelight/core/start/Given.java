package io.sidelight.core.start;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A configuration made of sources that a test names one by one. */
final class Given {
  private String arguments;
  private final Properties properties = new Properties();
  private final Map<String, String> environment = new HashMap<>();
  private File folder;

  static Configuration nothing() {
    return new Given().configuration();
  }

  static Given arguments(String text) {
    Given given = new Given();
    given.arguments = text;
    return given;
  }

  static Given property(String name, String value) {
    return new Given().andProperty(name, value);
  }

  static Given variable(String name, String value) {
    return new Given().andVariable(name, value);
  }

  static Given folder(File folder) {
    Given given = new Given();
    given.folder = folder;
    return given;
  }

  Given andArguments(String text) {
    arguments = text;
    return this;
  }

  Given andProperty(String name, String value) {
    properties.setProperty(name, value);
    return this;
  }

  Given andVariable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Configuration configuration() {
    return Configuration.of(new Sources(arguments, properties, environment, folder));
  }
}
