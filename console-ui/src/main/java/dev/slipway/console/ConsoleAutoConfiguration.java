package dev.slipway.console;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.slipway.console.people.SignInView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;

/** Makes the console appear wherever this jar is on the classpath. */
@AutoConfiguration
@ConditionalOnProperty(name = ConsoleSwitch.PROPERTY, matchIfMissing = true)
@EnableVaadin("dev.slipway.console")
@ComponentScan
public class ConsoleAutoConfiguration {
  /** Files of ours that pages load by themselves; whatever is not named is refused. */
  private static final String[] FILES = {"/ages.js", "/terminal.js", "/xterm/**"};

  /**
   * Answers for every path the doors for programs have not claimed. Who is signed in is the control
   * plane's to say: its repository reads a cookie of its own, so a sign-in outlives a restart and
   * ends when it is revoked.
   */
  @Bean
  @Order(100)
  SecurityFilterChain console(
      HttpSecurity http, ObjectProvider<SecurityContextRepository> signIns) {
    signIns.ifAvailable(repository ->
        http.securityContext(context -> context.securityContextRepository(repository)));
    return http.addFilterBefore(new PushFarewellFilter(), SecurityContextHolderFilter.class)
        .authorizeHttpRequests(
            requests -> requests.requestMatchers(HttpMethod.GET, FILES).permitAll())
        .with(VaadinSecurityConfigurer.vaadin(), console -> console.loginView(SignInView.class))
        .build();
  }
}
