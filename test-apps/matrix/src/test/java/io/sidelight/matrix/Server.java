package io.sidelight.matrix;

import io.sidelight.test.AgentJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of the table. */
enum Server {
  TOMCAT_8_5("Tomcat", "tomcat-8.5", "apache-tomcat-*", false, 8, new TomcatLauncher()),
  TOMCAT_9_0("Tomcat", "tomcat-9.0", "apache-tomcat-*", false, 8, new TomcatLauncher()),
  TOMCAT_10_1("Tomcat", "tomcat-10.1", "apache-tomcat-*", true, 11, new TomcatLauncher()),
  TOMCAT_11_0("Tomcat", "tomcat-11.0", "apache-tomcat-*", true, 17, new TomcatLauncher()),
  JETTY_9_4("Jetty", "jetty-9.4", "jetty-home-*", false, 8, new JettyLauncher("")),
  JETTY_10_0("Jetty", "jetty-10.0", "jetty-home-*", false, 11, new JettyLauncher("")),
  JETTY_11_0("Jetty", "jetty-11.0", "jetty-home-*", true, 11, new JettyLauncher("")),
  JETTY_12_0_EE8("Jetty ee8", "jetty-12.0", "jetty-home-*", false, 17, new JettyLauncher("ee8-")),
  JETTY_12_0_EE9("Jetty ee9", "jetty-12.0", "jetty-home-*", true, 17, new JettyLauncher("ee9-")),
  JETTY_12_0_EE10("Jetty ee10", "jetty-12.0", "jetty-home-*", true, 17, new JettyLauncher("ee10-")),
  JETTY_12_1_EE8("Jetty ee8", "jetty-12.1", "jetty-home-*", false, 17, new JettyLauncher("ee8-")),
  JETTY_12_1_EE11("Jetty ee11", "jetty-12.1", "jetty-home-*", true, 17, new JettyLauncher("ee11-")),
  WILDFLY_26("WildFly", "wildfly-26", "wildfly-*", false, 8, new WildFlyLauncher()),
  WILDFLY_39("WildFly", "wildfly-39", "wildfly-*", true, 17, new WildFlyLauncher()),
  LIBERTY_SERVLET_4(
      "Open Liberty servlet-4.0",
      "liberty",
      "wlp",
      false,
      8,
      new LibertyLauncher("servlet-4.0", "appSecurity-3.0", "jaxrs-2.1")),
  LIBERTY_SERVLET_6(
      "Open Liberty servlet-6.0",
      "liberty",
      "wlp",
      true,
      17,
      new LibertyLauncher("servlet-6.0", "appSecurity-5.0", "restfulWS-3.1")),
  TOMEE_8("TomEE", "tomee-8", "apache-tomee-*", false, 8, new TomcatLauncher()),
  TOMEE_9("TomEE", "tomee-9", "apache-tomee-*", true, 11, new TomcatLauncher()),
  PAYARA_5("Payara Micro", "payara-5", "payara-micro-*", false, 8, new PayaraMicroLauncher()),
  PAYARA_6("Payara Micro", "payara-6", "payara-micro-*", true, 11, new PayaraMicroLauncher());

  private static final Path FOLDER =
      AgentJar.repository().resolve("test-apps/matrix/target/servers");
  private static final Pattern VERSION = Pattern.compile("-(\\d[^-]*?)(\\.jar)?$");
  private static final Pattern LIBERTY_VERSION =
      Pattern.compile("com\\.ibm\\.websphere\\.productVersion=(.*)");

  private final String product;
  private final String folder;
  private final String distribution;

  /** Whether its applications are in the jakarta name space. */
  final boolean jakarta;

  /** The oldest feature version of Java that it runs on. */
  private final int oldestJava;

  final Launcher launcher;

  Server(
      String product,
      String folder,
      String distribution,
      boolean jakarta,
      int oldestJava,
      Launcher launcher) {
    this.product = product;
    this.folder = folder;
    this.distribution = distribution;
    this.jakarta = jakarta;
    this.oldestJava = oldestJava;
    this.launcher = launcher;
  }

  /** Why it does not run on this version of Java; empty if it does. */
  String remark() {
    int java = Runtime.version().feature();
    if (java < oldestJava) {
      return "needs Java " + oldestJava;
    }
    // Neither starts on 25; these are the last that they were made for.
    boolean old = this == WILDFLY_26 || this == PAYARA_5;
    return old && java > 17 ? "needs Java 17 or older" : "";
  }

  /** All are, or those whose name contains the system property {@code matrix.servers}. */
  boolean isWanted() {
    return name().contains(System.getProperty("matrix.servers", "").toUpperCase(Locale.ROOT));
  }

  Path home() throws IOException {
    return Launcher.only(FOLDER.resolve(folder), distribution);
  }

  /** Product and version, as in the table. */
  String title() throws IOException {
    return product + " " + version(home());
  }

  private static String version(Path home) throws IOException {
    Matcher inName = VERSION.matcher(home.getFileName().toString());
    if (inName.find()) {
      return inName.group(1);
    }
    String properties = Files.readString(home.resolve("lib/versions/openliberty.properties"));
    Matcher inFile = LIBERTY_VERSION.matcher(properties);
    return inFile.find() ? inFile.group(1).trim() : "?";
  }
}
