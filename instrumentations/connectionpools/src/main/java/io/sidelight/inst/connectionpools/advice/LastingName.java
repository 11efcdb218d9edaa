package io.sidelight.inst.connectionpools.advice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that libraries make up where there is none, which would be new series at each start. */
final class LastingName {
  /** What libraries make up where there is no name, and differs from start to start. */
  private static final Pattern RANDOM =
      Pattern.compile("\\w{15,}\\|\\w+|DataSource-\\d+|\\d+|oracle\\.ucp\\.\\S+@\\w+");

  /** A number of Tomcat's that identifies a class. */
  private static final Pattern IDENTITY = Pattern.compile("-\\d+\\]$");

  /** The key of a JMX name that JNDI resources of Tomcat's are called by. */
  private static final Pattern JMX_NAME = Pattern.compile(".*[:,]name=\"?([^\",]+).*");

  /** What Open Liberty calls a data source that is not found by a name of JNDI. */
  private static final Pattern ELEMENT = Pattern.compile("(?:.*/)?dataSource\\[([^\\]]+)\\].*");

  private LastingName() {}

  /** As much of a pool's name as is the same after the next start; empty if nothing is. */
  static String of(String name) {
    if (RANDOM.matcher(name).matches()) {
      return "";
    }
    Matcher element = ELEMENT.matcher(name);
    if (element.matches()) {
      return element.group(1);
    }
    return JMX_NAME.matcher(IDENTITY.matcher(name).replaceFirst("]")).replaceFirst("$1");
  }
}
