package dev.slipway.console;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Makes the console appear wherever this jar is on the classpath. */
@AutoConfiguration
@ConditionalOnProperty(name = ConsoleSwitch.PROPERTY, matchIfMissing = true)
@EnableVaadin("dev.slipway.console")
@ComponentScan
public class ConsoleAutoConfiguration {

  /** Answers for every path the doors for programs have not claimed. */
  @Bean
  @Order(100)
  SecurityFilterChain console(HttpSecurity http) {
    return http.with(VaadinSecurityConfigurer.vaadin(), _ -> {}).build();
  }
}
