package io.sidelight.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.AgentJar;
import io.sidelight.test.Await;
import io.sidelight.test.CountingClient;
import io.sidelight.test.Counts;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.Libraries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An archive that brings Spring MVC, and JAX-RS where the server has none, deployed on the servers
 * that load libraries in ways of their own. Routes are the frameworks' templates.
 */
class FrameworksIT {
  private static final Path REPOSITORY = AgentJar.repository();
  private static final Path SPRING = REPOSITORY.resolve("instrumentations/springmvc");
  private static final Path JAXRS = REPOSITORY.resolve("instrumentations/jaxrs");

  private static final Pattern WANTED =
      Pattern.compile("spring/mvc/Owners|jaxrs/(Owners|Pets|Visits|Rest|Denial|Trouble)");

  private static final String DESCRIPTOR =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="3.1">
        <servlet>
          <servlet-name>spring</servlet-name>
          <servlet-class>org.springframework.web.servlet.DispatcherServlet</servlet-class>
          <load-on-startup>1</load-on-startup>
          <async-supported>true</async-supported>
        </servlet>
        <servlet-mapping>
          <servlet-name>spring</servlet-name>
          <url-pattern>/</url-pattern>
        </servlet-mapping>
      </web-app>
      """;

  private static final String BEANS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <beans xmlns="http://www.springframework.org/schema/beans"
             xmlns:mvc="http://www.springframework.org/schema/mvc"
             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
             xsi:schemaLocation="http://www.springframework.org/schema/beans
               http://www.springframework.org/schema/beans/spring-beans.xsd
               http://www.springframework.org/schema/mvc
               http://www.springframework.org/schema/mvc/spring-mvc.xsd">
        <mvc:annotation-driven/>
        <bean class="com.example.spring.mvc.Owners"/>
      </beans>
      """;

  /** Payara's JAX-RS does not start without. */
  private static final String INJECTION =
      """
      <beans xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="1.1"
             bean-discovery-mode="annotated"/>
      """;

  @TempDir Path folder;

  /**
   * @param spring what the archive brings of Spring
   * @param rest what it brings of JAX-RS; empty if the server has it. Some servers cannot have both
   * @param unknown the route of all resources where the server's JAX-RS is CXF, whose templates are
   *     not known; else empty
   */
  @ParameterizedTest
  @CsvSource({
    "TOMCAT_9_0, spring-5.3, jersey-2.48,",
    "TOMCAT_11_0, spring-7.0, jersey-4.0,",
    "JETTY_12_1_EE11, spring-7.0, jersey-3.1,",
    "WILDFLY_26, spring-5.3, none,",
    "WILDFLY_26, none,,",
    "WILDFLY_39, spring-6.0, none,",
    "WILDFLY_39, none,,",
    "LIBERTY_SERVLET_4, spring-5.3,, /app/rest/*",
    "LIBERTY_SERVLET_6, spring-6.0,,",
    "TOMEE_8, spring-5.3,, /app/",
    "TOMEE_9, spring-6.0,, /app/",
    "PAYARA_5, none,,",
    "PAYARA_6, spring-6.0,,",
  })
  void namesRoutesByTheTemplates(Server server, String spring, String rest, String unknown)
      throws IOException {
    Assumptions.assumeTrue(server.isWanted());
    Assumptions.assumeTrue(server.remark().isEmpty(), server::remark);
    Path war = war(server.jakarta, spring, rest);
    try (Running running = new Running(server, folder.resolve("server"), true, war)) {
      running.awaitDeployed(Scenario.get("", has(spring) ? "/owners" : "/rest/owners"));
      Map<String, Long> before = Counts.requests(running.process.scrape());
      Map<String, Long> errorsBefore = Counts.errors(running.process.scrape());
      CountingClient client = new CountingClient(running.port);

      Map<String, Long> errors = new TreeMap<>();
      if (has(spring)) {
        spring(client);
        errors.put("java.lang.IllegalStateException /app/owners/{ownerId}/fail", 1L);
      }
      if (has(rest)) {
        rest(client, template -> unknown == null ? template : unknown);
        errors.putAll(restErrors(unknown));
      }

      Await.until(
          "the counts " + client.sent(),
          CountingClient.LIMIT,
          () -> Counts.since(before, Counts.requests(running.process.scrape())),
          client.sent()::equals);
      client.awaitSpans(running.sink);
      assertEquals(errors, Counts.since(errorsBefore, Counts.errors(running.process.scrape())));
      assertEquals(0, running.process.scrape().sum("http_active_requests"));
      assertEquals(0, running.process.scrape().sum("sidelight_advice_errors_total"));
    }
  }

  /** Also where the server has it and the archive brings nothing. */
  private static boolean has(String framework) {
    return !"none".equals(framework);
  }

  private static void spring(CountingClient client) {
    client.get("/app/owners", "/app/owners", 200);
    client.get("/app/owners/1", "/app/owners/{ownerId}", 200);
    client.get("/app/owners/1/pets/2", "/app/owners/{ownerId}/pets/{petId:\\d+}", 200);
    client.get("/app/owners/1/forward", "/app/owners/{ownerId}/forward", 200);
    client.get("/app/owners/1/refuse", "/app/owners/{ownerId}/refuse", 409);
    client.get("/app/owners/1/fail", "/app/owners/{ownerId}/fail", 500);
    client.get("/app/nobody/knows", "/app/", 404);
  }

  /**
   * @param route what is counted for a template
   */
  private static void rest(CountingClient client, UnaryOperator<String> route) {
    String at = "/app/rest/owners";
    String one = at + "/{id}";
    client.get(at, route.apply(at), 200);
    client.get(at + "/1", route.apply(one), 200);
    client.get(at + "/1/later", route.apply(one + "/later"), 200);
    client.get(at + "/1/later/fail", route.apply(one + "/later/fail"), 503);
    client.get(at + "/1/refuse", route.apply(one + "/refuse"), 409);
    client.get(at + "/1/fail", route.apply(one + "/fail"), 500);
    client.get(at + "/1/trouble", route.apply(one + "/trouble"), 500);
    client.get(at + "/1/pets/2", route.apply(one + "/pets/{pet}"), 200);
    client.get(at + "/1/pets/2/visits/3", route.apply(one + "/pets/{pet}/visits/{visit}"), 200);
    client.send("GET", at + "/4", route.apply(one), 403, "X-Deny", "yes");
    client.get("/app/rest/nobody", route.apply("/app/rest/*"), 404);
  }

  private static Map<String, Long> restErrors(String unknown) {
    return unknown == null
        ? Map.of(
            "java.lang.IllegalStateException /app/rest/owners/{id}/fail", 1L,
            "java.lang.UnsupportedOperationException /app/rest/owners/{id}/trouble", 1L,
            "503 /app/rest/owners/{id}/later/fail", 1L)
        // What it makes an answer of is not known either; one it lets pass.
        : Map.of(
            "java.lang.IllegalStateException " + unknown, 1L,
            "500 " + unknown, 1L,
            "503 " + unknown, 1L);
  }

  private Path war(boolean jakarta, String spring, String rest) throws IOException {
    List<Path> classes = new ArrayList<>();
    for (String app : List.of("spring", "jaxrs")) {
      Path built = REPOSITORY.resolve("test-apps/" + app + "/target/classes");
      classes.add(jakarta ? built : JavaxTwin.of(built, folder.resolve(app)));
    }
    List<Path> libraries = new ArrayList<>();
    if (has(spring)) {
      libraries.addAll(Libraries.dir(SPRING, spring));
    }
    if (rest != null && has(rest)) {
      libraries.addAll(Libraries.dir(JAXRS, rest));
    }
    // Tomcat is there for other tests, and both have a jar of annotations.
    List<Path> distinct =
        libraries.stream()
            .filter(jar -> !jar.getFileName().toString().startsWith("tomcat-"))
            .collect(Collectors.toMap(Path::getFileName, jar -> jar, (one, other) -> one))
            .values()
            .stream()
            .toList();
    return War.create(
        folder.resolve("war"),
        classes,
        // The others do without a server; some servers look at all there is.
        path -> WANTED.matcher(path).find() && has(path.contains("jaxrs") ? rest : spring),
        has(spring)
            ? Map.of(
                "WEB-INF/web.xml", DESCRIPTOR,
                "WEB-INF/spring-servlet.xml", BEANS,
                "WEB-INF/beans.xml", INJECTION)
            : Map.of("WEB-INF/beans.xml", INJECTION),
        distinct);
  }
}
