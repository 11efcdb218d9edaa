package members;

import io.undertow.Undertow;
import io.undertow.security.idm.Account;
import io.undertow.security.idm.Credential;
import io.undertow.security.idm.IdentityManager;
import io.undertow.security.idm.PasswordCredential;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.LoginConfig;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Set;

/** The members' site on Undertow, below an {@code EncodingHandler}. */
public final class UndertowApp {
  private UndertowApp() {}

  public static void main(String[] args) throws Exception {
    PathHandler paths = new PathHandler();
    deploy(paths, "/basic", new LoginConfig("BASIC", "members"));
    DeploymentManager form =
        deploy(
            paths,
            "/form",
            new LoginConfig("FORM", "members", MemberSite.LOGIN_PAGE, MemberSite.LOGIN_ERROR));
    MemberSite.undeployForm = () -> undeploy(form);
    EncodingHandler compressing =
        new EncodingHandler(
            paths,
            new ContentEncodingRepository()
                .addEncodingHandler("gzip", new GzipEncodingProvider(), 50));
    Undertow server = Undertow.builder().addHttpListener(0, "::", compressing).build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println("listening at port " + address.getPort());
  }

  private static DeploymentManager deploy(PathHandler paths, String path, LoginConfig login)
      throws ServletException {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(UndertowApp.class.getClassLoader())
            .setDeploymentName(path)
            .setContextPath(path)
            .setIdentityManager(new Members())
            .setLoginConfig(login)
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(MemberSite.class, Set.of()));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    paths.addPrefixPath(path, manager.start());
    return manager;
  }

  private static void undeploy(DeploymentManager manager) {
    try {
      manager.stop();
      manager.undeploy();
    } catch (ServletException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Members implements IdentityManager {
    @Override
    public Account verify(Account account) {
      return account;
    }

    @Override
    public Account verify(String id, Credential credential) {
      return id.equals(MemberSite.USER)
              && credential instanceof PasswordCredential password
              && new String(password.getPassword()).equals(MemberSite.PASSWORD)
          ? new Member()
          : null;
    }

    @Override
    public Account verify(Credential credential) {
      return null;
    }
  }

  private static final class Member implements Account {
    private static final long serialVersionUID = 1;

    @Override
    public Principal getPrincipal() {
      return () -> MemberSite.USER;
    }

    @Override
    public Set<String> getRoles() {
      return Set.of(MemberSite.ROLE);
    }
  }
}
