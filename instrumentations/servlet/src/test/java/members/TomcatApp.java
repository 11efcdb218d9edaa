package members;

import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Valve;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.realm.LockOutRealm;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;

/** The members' site on Tomcat, with the realm that its server.xml has; compresses. */
public final class TomcatApp {
  private TomcatApp() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Path.of(args[0]).toString());
    tomcat.setPort(0);
    tomcat.addUser(MemberSite.USER, MemberSite.PASSWORD);
    tomcat.addRole(MemberSite.USER, MemberSite.ROLE);
    LockOutRealm realm = new LockOutRealm();
    realm.addRealm(tomcat.getEngine().getRealm());
    tomcat.getEngine().setRealm(realm);
    tomcat.getEngine().setBackgroundProcessorDelay(1);
    context(
        tomcat,
        "/basic",
        new LoginConfig("BASIC", "members", null, null),
        new BasicAuthenticator());
    Context form =
        context(
            tomcat,
            "/form",
            new LoginConfig("FORM", "members", MemberSite.LOGIN_PAGE, MemberSite.LOGIN_ERROR),
            new FormAuthenticator());
    MemberSite.undeployForm = () -> stop(form);
    tomcat.getConnector().setProperty("compression", "100");
    tomcat.start();
    System.out.println("listening at port " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static Context context(Tomcat tomcat, String path, LoginConfig login, Valve valve) {
    Context context = tomcat.addContext(path, null);
    context.addServletContainerInitializer(new MemberSite(), null);
    context.setLoginConfig(login);
    context.getPipeline().addValve(valve);
    StandardManager manager = new StandardManager();
    manager.setProcessExpiresFrequency(1);
    context.setManager(manager);
    return context;
  }

  private static void stop(Context context) {
    try {
      context.stop();
      context.getParent().removeChild(context);
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }
}
