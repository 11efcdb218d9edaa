package com.example.jaxrs;

import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What both implementations are told to serve. */
public class Rest extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Owners.class, Denial.class, Trouble.class);
  }
}
