package io.sidelight.core.start;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Reads {@code agent.properties}: {@link Properties} in UTF-8, with or without a byte order mark.
 */
final class PropertiesFile {
  static final String NAME = "agent.properties";

  /** More is not a file for this purpose; reading it would delay the application. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_PATH = 1024;

  private PropertiesFile() {}

  /**
   * The settings by key in the order of the file; of those given twice, the last one. What cannot
   * be read is told in one message, and what stands before a malformed escape is kept.
   */
  static Map<String, String> read(File file, Messages messages) {
    String place = place(file);
    try {
      if (!file.isFile()) {
        messages.add(
            place + (file.exists() ? " is not a file" : " does not exist") + "; it is ignored");
      } else if (file.length() > MAX_BYTES) {
        messages.add(place + " is larger than " + MAX_BYTES + " bytes; it is ignored");
      } else {
        return parse(content(file), place, messages);
      }
    } catch (IOException e) {
      messages.add(place + " cannot be read and is ignored: " + Messages.reason(e));
    } catch (SecurityException e) {
      messages.add(place + " may not be read and is ignored: " + Messages.reason(e));
    }
    return Collections.emptyMap();
  }

  /** The path of the file as it is told to people. */
  static String place(File file) {
    return Messages.escape(file.getPath(), MAX_PATH);
  }

  private static String content(File file) throws IOException {
    // The length may change meanwhile; what has been added since is not read.
    byte[] bytes = new byte[(int) file.length()];
    int size = 0;
    try (FileInputStream in = new FileInputStream(file)) {
      int count = in.read(bytes, 0, bytes.length);
      while (count > 0) {
        size += count;
        count = in.read(bytes, size, bytes.length - size);
      }
    }
    String text = new String(bytes, 0, size, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Map<String, String> parse(String text, String place, Messages messages) {
    InOrder properties = new InOrder(place, messages);
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      messages.add(
          place
              + " is read only up to a malformed \\u escape; a backslash in a value is written"
              + " twice");
    } catch (IOException e) {
      messages.add(place + " cannot be read to its end: " + Messages.reason(e));
    }
    return properties.settings;
  }

  /** Keeps the order of the file, and tells what is given twice. */
  private static final class InOrder extends Properties {
    private static final long serialVersionUID = 1;

    private final transient Map<String, String> settings = new LinkedHashMap<String, String>();
    private final String place;
    private final transient Messages messages;

    InOrder(String place, Messages messages) {
      this.place = place;
      this.messages = messages;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      String name = String.valueOf(key);
      String before = settings.put(name, String.valueOf(value));
      if (before != null) {
        messages.add(
            Messages.quote(name) + " is given twice in " + place + "; the last one is used");
      }
      return before == null ? "" : before;
    }
  }
}
