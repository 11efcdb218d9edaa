package com.example.webflux;

import jakarta.servlet.Servlet;
import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/** The pages of {@link WebFluxApp} on a servlet container; the argument is a folder of its own. */
public final class TomcatApp {
  private TomcatApp() {}

  public static void main(String[] args) throws Exception {
    AnnotationConfigApplicationContext beans =
        new AnnotationConfigApplicationContext(WebFluxApp.Site.class, WebFluxApp.Pages.class);
    HttpHandler handler = WebHttpHandlerBuilder.applicationContext(beans).build();
    // Of the Spring that this is compiled with it is a servlet of the other name space.
    Object servlet =
        Class.forName("org.springframework.http.server.reactive.ServletHttpHandlerAdapter")
            .getConstructor(HttpHandler.class)
            .newInstance(handler);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(args[0]);
    tomcat.setPort(0);
    Context context = tomcat.addContext("", new File(args[0]).getAbsolutePath());
    Wrapper wrapper = Tomcat.addServlet(context, "webflux", (Servlet) servlet);
    wrapper.setAsyncSupported(true);
    context.addServletMappingDecoded("/", "webflux");
    tomcat.start();
    System.out.println("tomcat at port " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }
}
