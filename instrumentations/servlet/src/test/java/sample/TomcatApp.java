package sample;

import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** The sample site on Tomcat; the argument is the folder with its files. */
public final class TomcatApp {
  private TomcatApp() {}

  public static void main(String[] args) throws Exception {
    Database.create();
    Path folder = Path.of(args[0]);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.resolve("work").toString());
    tomcat.setPort(0);
    Context app = tomcat.addContext("/app", folder.resolve("files").toString());
    app.addServletContainerInitializer(new Site(), null);
    Wrapper files =
        Tomcat.addServlet(app, "default", "org.apache.catalina.servlets.DefaultServlet");
    files.setAsyncSupported(true);
    app.addServletMappingDecoded("/", "default");
    for (Map.Entry<Integer, String> page : Site.STATUS_PAGES.entrySet()) {
      ErrorPage error = new ErrorPage();
      error.setErrorCode(page.getKey());
      error.setLocation(page.getValue());
      app.addErrorPage(error);
    }
    for (Map.Entry<String, String> page : Site.EXCEPTION_PAGES.entrySet()) {
      ErrorPage error = new ErrorPage();
      error.setExceptionType(page.getKey());
      error.setLocation(page.getValue());
      app.addErrorPage(error);
    }
    Context root = tomcat.addContext("", folder.resolve("files").toString());
    root.addServletContainerInitializer(new RootSite(), null);
    Context admin = tomcat.addContext("/admin", folder.resolve("files").toString());
    Deployments deployments = new Deployments(tomcat.getHost(), root, folder);
    admin.addServletContainerInitializer((classes, context) -> deployments.install(context), null);
    if (Site.ON_POOL_OF_THE_JDK) {
      tomcat.getConnector().getProtocolHandler().setExecutor(Site.pool());
    }
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    Connector secure = secure();
    tomcat.getService().addConnector(secure);
    tomcat.start();
    System.out.println("listening at port " + tomcat.getConnector().getLocalPort());
    System.out.println("secure at port " + secure.getLocalPort());
    tomcat.getServer().await();
  }

  private static Connector secure() {
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setSecure(true);
    connector.setScheme("https");
    connector.setProperty("SSLEnabled", "true");
    SSLHostConfig host = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystoreFile(Site.KEY_STORE);
    certificate.setCertificateKeystorePassword(Site.KEY_STORE_PASSWORD);
    host.addCertificate(certificate);
    connector.addSslHostConfig(host);
    connector.addUpgradeProtocol(new Http2Protocol());
    return connector;
  }
}
