package io.sidelight.inst.servlet;

/** The servers under test, each a folder of jars that the build copies. */
enum Server {
  TOMCAT_8_5("tomcat-8.5", Kind.TOMCAT, false),
  TOMCAT_9_0("tomcat-9.0", Kind.TOMCAT, false),
  TOMCAT_10_0("tomcat-10.0", Kind.TOMCAT, true),
  TOMCAT_10_1("tomcat-10.1", Kind.TOMCAT, true),
  TOMCAT_11_0("tomcat-11.0", Kind.TOMCAT, true),
  JETTY_9_4("jetty-9.4", Kind.JETTY, false),
  JETTY_10_0("jetty-10.0", Kind.JETTY, false),
  JETTY_11_0("jetty-11.0", Kind.JETTY, true),
  JETTY_12_0_EE8("jetty-12.0-ee8", "ee8", false),
  JETTY_12_0_EE9("jetty-12.0-ee9", "ee9", true),
  JETTY_12_0_EE10("jetty-12.0-ee10", "ee10", true),
  JETTY_12_1_EE8("jetty-12.1-ee8", "ee8", false),
  JETTY_12_1_EE9("jetty-12.1-ee9", "ee9", true),
  JETTY_12_1_EE10("jetty-12.1-ee10", "ee10", true),
  JETTY_12_1_EE11("jetty-12.1-ee11", "ee11", true),
  UNDERTOW_2_2("undertow-2.2", Kind.UNDERTOW, false),
  UNDERTOW_2_3("undertow-2.3", Kind.UNDERTOW, true);

  enum Kind {
    TOMCAT("sample.TomcatApp"),
    JETTY("sample.JettyApp"),
    JETTY_12("sample.Jetty12App"),
    UNDERTOW("sample.UndertowApp");

    final String main;

    Kind(String main) {
      this.main = main;
    }
  }

  final String folder;
  final Kind kind;

  /** What the application is told beside its folder; may be empty. */
  final String environment;

  final boolean jakarta;

  /** Whether requests are served by an executor of the JDK's, whose tasks have contexts. */
  final boolean onPoolOfTheJdk;

  /**
   * Whether it can, with the libraries and threads that it has here: Tomcat on a fixed pool of the
   * JDK's closes the connection under so many streams, with and without the agent.
   */
  final boolean http2;

  Server(String folder, Kind kind, boolean jakarta) {
    this(folder, kind, "", jakarta);
  }

  Server(String folder, String environment, boolean jakarta) {
    this(folder, Kind.JETTY_12, environment, jakarta);
  }

  Server(String folder, Kind kind, String environment, boolean jakarta) {
    this.folder = folder;
    this.kind = kind;
    this.environment = environment;
    this.jakarta = jakarta;
    // The others run on their own.
    this.onPoolOfTheJdk = ordinal() % 2 == 1;
    this.http2 =
        (kind == Kind.TOMCAT && !onPoolOfTheJdk)
            || kind == Kind.UNDERTOW
            || folder.equals("jetty-9.4")
            || folder.equals("jetty-10.0")
            || folder.equals("jetty-11.0")
            || folder.equals("jetty-12.1-ee11");
  }
}
