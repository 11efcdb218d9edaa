package sample;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Set;

/** The application without a context path: everything is mapped to one servlet. */
public final class RootSite implements ServletContainerInitializer {
  @Override
  public void onStartup(Set<Class<?>> classes, ServletContext context) {
    Site.add(context, (q, a) -> Text.write(a, "any"), "/*");
    Site.add(context, (q, a) -> Text.write(a, "root of root"), "");
    Site.add(context, (q, a) -> Text.write(a, "exact"), "/exact");
  }
}
