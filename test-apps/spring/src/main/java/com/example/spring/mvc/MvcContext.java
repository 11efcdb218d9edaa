package com.example.spring.mvc;

import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.HttpRequestHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One web application with a servlet of Spring's. Beans are registered one by one, since versions
 * before Java 17 can neither read its class files nor make some.
 */
final class MvcContext {
  /** Spring 5.3: mappings match by {@code PathPattern}, too. */
  static final boolean HAS_PATTERNS =
      ClassUtils.hasMethod(RequestMappingHandlerMapping.class, "getPatternParser");

  private static final String FUNCTIONS = "org.springframework.web.servlet.function.support.";

  private final boolean patterns;
  private final GenericWebApplicationContext beans = new GenericWebApplicationContext();
  private boolean fullPaths;

  MvcContext(Class<?> controller, boolean patterns) {
    this.patterns = patterns;
    define(controller);
  }

  /** Patterns have all of the path, with what the servlet is mapped to. */
  MvcContext usingFullPaths() {
    fullPaths = true;
    return this;
  }

  void add(Tomcat tomcat, String path, String mapping) {
    mapping(RequestMappingHandlerMapping.class, 1);
    RootBeanDefinition handlers = mapping(SimpleUrlHandlerMapping.class, 2);
    handlers
        .getPropertyValues()
        .add(
            "urlMap",
            Map.of(
                "/files/**", new Answer("file"),
                "/files/known.txt", new Answer("known file")))
        .add("defaultHandler", new Answer("default"));
    define(RequestMappingHandlerAdapter.class);
    define(HttpRequestHandlerAdapter.class);
    define(ExceptionHandlerExceptionResolver.class).getPropertyValues().add("order", 0);
    define(DefaultHandlerExceptionResolver.class).getPropertyValues().add("order", 1);
    if (ClassUtils.isPresent(FUNCTIONS + "RouterFunctionMapping", null)) {
      Functions.define(this);
    }
    Context context = tomcat.addContext(path, null);
    Tomcat.addServlet(context, "spring", new DispatcherServlet(beans)).setAsyncSupported(true);
    context.addServletMappingDecoded(mapping, "spring");
  }

  /** In this order mappings are asked. */
  RootBeanDefinition mapping(Class<?> type, int order) {
    RootBeanDefinition mapping = define(type);
    mapping.getPropertyValues().add("order", order);
    if (patterns) {
      mapping.getPropertyValues().add("patternParser", new PathPatternParser());
    } else {
      if (HAS_PATTERNS) {
        mapping.getPropertyValues().add("patternParser", null);
      }
      mapping.getPropertyValues().add("pathMatcher", new AntPathMatcher());
      mapping.getPropertyValues().add("alwaysUseFullPath", fullPaths);
    }
    return mapping;
  }

  RootBeanDefinition define(Class<?> type) {
    RootBeanDefinition definition = new RootBeanDefinition(type);
    beans.registerBeanDefinition(type.getName(), definition);
    return definition;
  }
}
