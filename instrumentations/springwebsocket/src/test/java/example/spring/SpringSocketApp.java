package example.spring;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.File;
import java.io.IOException;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/** Spring's handlers, SockJS and STOMP in an embedded Tomcat, below {@code /app}. */
public final class SpringSocketApp {
  private SpringSocketApp() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(new File(args[0]).getAbsolutePath());
    tomcat.setPort(0);
    Context app = tomcat.addContext("/app", null);
    app.addServletContainerInitializer(new WsSci(), null);
    app.addServletContainerInitializer(new Deployment(), null);
    tomcat.start();
    System.out.println("listening on " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static final class Deployment implements ServletContainerInitializer {
    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
      AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
      spring.register(Sockets.class, Broker.class);
      ServletRegistration.Dynamic servlet =
          context.addServlet("spring", new DispatcherServlet(spring));
      servlet.addMapping("/");
      servlet.setLoadOnStartup(1);
      servlet.setAsyncSupported(true);
    }
  }

  /** Handlers of messages. */
  @Configuration
  @EnableWebSocket
  public static class Sockets implements WebSocketConfigurer {
    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
      registry.addHandler(new Echo(), "/rooms/*");
      registry.addHandler(new Echo(), "/sock").withSockJS();
    }
  }

  /** Sends back what it gets. */
  public static class Echo extends TextWebSocketHandler {
    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message)
        throws IOException {
      if (message.getPayload().contains("fail")) {
        throw new IllegalStateException("asked to");
      }
      session.sendMessage(message);
    }
  }

  /** STOMP. */
  @Configuration
  @EnableWebSocketMessageBroker
  public static class Broker implements WebSocketMessageBrokerConfigurer {
    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
      registry.addEndpoint("/stomp");
      registry.addEndpoint("/fallback").withSockJS();
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
      registry.enableSimpleBroker("/topic");
      registry.setApplicationDestinationPrefixes("/app");
    }

    @Bean
    public Chat chat() {
      return new Chat();
    }
  }

  /** Sends to everybody what somebody says. */
  @Controller
  public static class Chat {
    @MessageMapping("/chat/{room}")
    @SendTo("/topic/chat")
    public String say(@DestinationVariable("room") String room, String text) {
      if (text.contains("fail")) {
        throw new ArithmeticException("asked to");
      }
      return room + ": " + text;
    }

    @MessageExceptionHandler
    public void failed(ArithmeticException failure) {}
  }
}
