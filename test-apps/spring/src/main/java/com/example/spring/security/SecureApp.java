package com.example.spring.security;

import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Logs in by a form, by a cookie that remembers, and by tokens; not everybody may do everything.
 */
@SpringBootApplication
public class SecureApp {
  /** What tokens are signed with, by HS256. */
  public static final String KEY = "a secret of no less than thirty-two bytes";

  /** Arguments are Boot's own, such as {@code --server.port=0}. */
  public static void main(String[] args) {
    String port =
        SpringApplication.run(SecureApp.class, args)
            .getEnvironment()
            .getProperty("local.server.port");
    System.out.println("listening at port " + port);
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(request -> request.getServletPath().startsWith("/admin"))
                    .hasRole("ADMIN")
                    .anyRequest()
                    .authenticated())
        .csrf(csrf -> csrf.disable())
        .formLogin(Customizer.withDefaults())
        .rememberMe(remember -> remember.key("remembered").alwaysRemember(true))
        .oauth2ResourceServer(tokens -> tokens.jwt(Customizer.withDefaults()))
        .build();
  }

  @Bean
  UserDetailsService users() {
    return new InMemoryUserDetailsManager(
        User.withUsername("ann").password("{noop}secret").roles("USER").build());
  }

  @Bean
  JwtDecoder tokens() {
    byte[] key = KEY.getBytes(StandardCharsets.US_ASCII);
    return NimbusJwtDecoder.withSecretKey(new SecretKeySpec(key, "HmacSHA256")).build();
  }

  /** What only those who have logged in may see. */
  @RestController
  public static class Pages {
    @GetMapping("/owners/{ownerId}")
    public String owner(@PathVariable("ownerId") String id) {
      return "owner " + id;
    }

    @GetMapping("/admin/{page}")
    public String admin(@PathVariable("page") String page) {
      return "admin " + page;
    }
  }
}
