package io.sidelight.dist;

import java.util.List;
import java.util.Map;

/** What each instrumentation's advice may name beside the JDK and {@code record}. */
final class AdviceLibraries {
  /** A container's own hook builds on what is known of any servlet request. */
  private static final String SERVLET = "io/sidelight/inst/servlet/advice/";

  /** What is known of an answer below the servers that are built on Netty. */
  private static final String NETTY = "io/sidelight/inst/netty/advice/";

  private static final Map<String, List<String>> ADVISED =
      Map.ofEntries(
          Map.entry("servlet", List.of("javax/servlet/")),
          Map.entry(
              "tomcat",
              List.of(
                  SERVLET,
                  "javax/servlet/",
                  "org/apache/catalina/",
                  "org/apache/coyote/",
                  "org/apache/tomcat/util/")),
          Map.entry(
              "jetty",
              List.of(
                  SERVLET, "javax/servlet/", "org/eclipse/jetty/io/", "org/eclipse/jetty/server/")),
          Map.entry(
              "jettycore",
              List.of(
                  "org/eclipse/jetty/http/",
                  "org/eclipse/jetty/io/",
                  "org/eclipse/jetty/security/",
                  "org/eclipse/jetty/server/",
                  "org/eclipse/jetty/util/",
                  "org/eclipse/jetty/session/")),
          Map.entry("undertow", List.of(SERVLET, "javax/servlet/", "io/undertow/")),
          Map.entry(
              "glassfish",
              List.of(SERVLET, "javax/servlet/", "org/apache/catalina/", "org/glassfish/grizzly/")),
          Map.entry("liberty", List.of(SERVLET, "javax/servlet/", "com/ibm/wsspi/http/")),
          Map.entry("jdkhttpserver", List.of("com/sun/net/httpserver/")),
          Map.entry("reactor", List.of("reactor/core/", "reactor/util/", "org/reactivestreams/")),
          Map.entry("netty", List.of("io/netty/")),
          Map.entry(
              "reactornetty",
              List.of(NETTY, "io/netty/", "reactor/netty/", "org/springframework/")),
          Map.entry("vertx", List.of(NETTY, "io/netty/", "io/vertx/")),
          Map.entry(
              "jaxrs", List.of("org/glassfish/jersey/uri/", "org/jboss/resteasy/spi/metadata/")),
          Map.entry("springsecurity", List.of("org/springframework/security/core/")),
          Map.entry("jedis", List.of("redis/clients/jedis/")),
          Map.entry("lettuce", List.of("io/lettuce/core/", "io/netty/channel/")),
          Map.entry("redisson", List.of("org/redisson/")),
          Map.entry("springcache", List.of("org/springframework/cache/")),
          Map.entry("otelapi", List.of("io/opentelemetry/api/", "io/opentelemetry/context/")),
          Map.entry("springmvc", List.of("javax/servlet/", "org/springframework/web/servlet/")),
          Map.entry("apachehttpclient4", List.of("org/apache/http/")),
          Map.entry("apachehttpclient5", List.of("org/apache/hc/")),
          Map.entry("okhttp", List.of("okhttp3/")),
          Map.entry(
              "reactornettyclient",
              List.of(
                  "io/netty/",
                  "reactor/core/",
                  "reactor/netty/",
                  "reactor/util/",
                  "org/reactivestreams/")),
          Map.entry(
              "jettywebsocket",
              List.of(
                  "org/eclipse/jetty/server/",
                  "org/eclipse/jetty/util/",
                  "org/eclipse/jetty/websocket/")),
          Map.entry("nettywebsocket", List.of("io/netty/")),
          Map.entry("okhttpwebsocket", List.of("okhttp3/", "okio/")),
          Map.entry("springwebsocket", List.of("org/springframework/messaging/")),
          Map.entry("javawebsocket", List.of("org/java_websocket/")),
          Map.entry("tyruswebsocket", List.of("javax/websocket/", "org/glassfish/tyrus/")),
          Map.entry("undertowwebsocket", List.of("io/undertow/", "org/xnio/")),
          Map.entry(
              "websocket",
              List.of("javax/servlet/", "javax/websocket/", "org/apache/tomcat/websocket/")));

  private AdviceLibraries() {}

  /** Prefixes of internal names; none for an instrumentation that has no library. */
  static List<String> of(String instrumentation) {
    return ADVISED.getOrDefault(instrumentation, List.of());
  }
}
