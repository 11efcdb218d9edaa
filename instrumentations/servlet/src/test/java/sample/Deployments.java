package sample;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;

/** Deploys and undeploys an application with a class loader of its own, while Tomcat runs. */
final class Deployments {
  private static final int COLLECTIONS = 100;

  private final Container host;
  private final Context root;
  private final Path folder;
  private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

  Deployments(Container host, Context root, Path folder) {
    this.host = host;
    this.root = root;
    this.folder = folder;
  }

  void install(ServletContext admin) {
    Site.add(admin, (q, a) -> Text.write(a, deploy()), "/deploy");
    Site.add(
        admin,
        (q, a) -> Text.write(a, undeploy((Context) host.findChild("/passing"))),
        "/undeploy");
    Site.add(admin, (q, a) -> Text.write(a, undeploy(root)), "/undeploy-root");
    Site.add(admin, (q, a) -> Text.write(a, "loaders " + alive()), "/loaders");
  }

  private synchronized String deploy() throws IOException {
    Path classes = folder.resolve("passing/WEB-INF/classes/sample");
    Files.createDirectories(classes);
    Path copy = classes.resolve("Passing.class");
    if (!Files.exists(copy)) {
      try (InputStream in = Passing.class.getResourceAsStream("Passing.class")) {
        Files.copy(in, copy);
      }
    }
    StandardContext context = new StandardContext();
    context.setName("/passing");
    context.setPath("/passing");
    context.setDocBase(folder.resolve("passing").toString());
    context.addLifecycleListener(new Tomcat.FixContextListener());
    context.setLoader(new WebappLoader());
    host.addChild(context);
    Wrapper wrapper = context.createWrapper();
    wrapper.setName("passing");
    wrapper.setServletClass("sample.Passing");
    wrapper.setAsyncSupported(true);
    context.addChild(wrapper);
    context.addServletMappingDecoded("/here/*", "passing");
    ClassLoader loader = context.getLoader().getClassLoader();
    loaders.add(new WeakReference<>(loader));
    return loader.getClass().getSimpleName();
  }

  private String undeploy(Context context) {
    host.removeChild(context);
    return "gone";
  }

  private synchronized long alive() throws InterruptedException {
    long alive = loaders.size();
    for (int i = 0; i < COLLECTIONS && alive > 0; i++) {
      System.gc();
      Thread.sleep(20);
      alive = loaders.stream().filter(loader -> loader.get() != null).count();
    }
    return alive;
  }
}
