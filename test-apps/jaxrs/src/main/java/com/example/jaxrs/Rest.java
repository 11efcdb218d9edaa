package com.example.jaxrs;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What is served; the path is for servers that find this by themselves. */
@ApplicationPath("/rest")
public class Rest extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(Owners.class, Denial.class, Trouble.class);
  }
}
