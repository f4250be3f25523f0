package dev.slipway.backend.signin;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** {@code POST /login}: ahead of the console's chain, which draws the form. */
@Configuration(proxyBeanMethods = false)
class SignInDoor {

  @Bean
  @Order(10)
  SecurityFilterChain signIn(
      HttpSecurity http, SignIns signIns, Attempts attempts, ApplicationEventPublisher events) {
    return http.securityMatcher(
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/login"))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        // A form from before the last restart: show it again, with a token that holds.
        .exceptionHandling(refused ->
            refused.accessDeniedHandler((_, response, _) -> response.sendRedirect("/login")))
        .addFilterAt(
            new SignInFilter(signIns, attempts, events), UsernamePasswordAuthenticationFilter.class)
        .build();
  }
}
