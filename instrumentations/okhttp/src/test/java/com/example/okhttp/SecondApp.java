package com.example.okhttp;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/** Calls a server of its own in HTTP/2, unencrypted, which OkHttp can do since 3.11. */
public final class SecondApp {
  private SecondApp() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("second").toString());
    tomcat.setPort(0);
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    Context app = tomcat.addContext("", null);
    Tomcat.addServlet(app, "second", new Second());
    app.addServletMappingDecoded("/second", "second");
    tomcat.start();
    String url = "http://localhost:" + tomcat.getConnector().getLocalPort() + "/second";
    OkHttpClient client =
        new OkHttpClient.Builder()
            .protocols(Collections.singletonList(Protocol.get("h2_prior_knowledge")))
            .build();
    for (int i = 0; i < 3; i++) {
      Response response = client.newCall(new Request.Builder().url(url).build()).execute();
      System.out.println("answer " + response.code() + ' ' + response.body().string());
    }
    System.out.println("done");
    System.in.read();
    System.exit(0);
  }

  /** Tells the protocol it was asked in. */
  private static final class Second extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(request.getProtocol());
    }
  }
}
