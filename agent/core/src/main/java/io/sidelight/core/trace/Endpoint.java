package io.sidelight.core.trace;

import java.net.MalformedURLException;
import java.net.URL;
import java.util.Locale;

/** Reads the URL of a collector, and names it without the secrets it may hold. */
final class Endpoint {
  private static final int MAX_PORT = 65_535;

  private Endpoint() {}

  /**
   * The URL of a collector.
   *
   * @throws MalformedURLException with a message for a person, unless it is {@code
   *     http(s)://host[:port][/path]}
   */
  static URL parse(String text) throws MalformedURLException {
    URL url = read(text);
    String scheme = url.getProtocol().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new MalformedURLException("it does not begin with http:// or https://");
    }
    if (url.getHost().isEmpty()) {
      throw new MalformedURLException("it names no host");
    }
    if (url.getPort() > MAX_PORT || url.getPort() == 0) {
      throw new MalformedURLException("its port is not between 1 and " + MAX_PORT);
    }
    return url;
  }

  private static URL read(String text) throws MalformedURLException {
    try {
      return new URL(text);
    } catch (MalformedURLException e) {
      // The JDK's message repeats the text, secrets included.
      throw new MalformedURLException("it is not of the form http://host:port/path");
    }
  }

  /** What was configured, for a log, without user and query. */
  static String redact(String text) {
    int end = text.indexOf('?');
    String shown = end < 0 ? text : text.substring(0, end);
    int user = shown.indexOf("//");
    int at = shown.indexOf('@');
    if (user >= 0 && at > user) {
      shown = shown.substring(0, user + 2) + shown.substring(at + 1);
    }
    return Texts.printable(shown);
  }

  /** The address for a log: user and query are where people put passwords and keys. */
  static String describe(URL url) {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getProtocol() + "://" + url.getHost() + port + url.getPath();
  }
}
