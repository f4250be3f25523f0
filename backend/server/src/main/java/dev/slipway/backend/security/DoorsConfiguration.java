package dev.slipway.backend.security;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Which doors the control plane has for programs. The console guards its own. */
@Configuration(proxyBeanMethods = false)
class DoorsConfiguration {

  @Bean
  @Order(1)
  SecurityFilterChain machines(HttpSecurity http) {
    return http.securityMatcher("/api/**", "/git/**", "/actuator/**")
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers("/actuator/health/**")
                .permitAll()
                .anyRequest()
                .authenticated())
        // setStatus, not sendError: an error dispatch would be sent to the console's sign-in page.
        .exceptionHandling(refused ->
            refused.authenticationEntryPoint(
                (_, response, _) -> response.setStatus(HttpServletResponse.SC_UNAUTHORIZED)))
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  /** Without the console nobody else answers for the remaining paths. */
  @Bean
  @Order(2)
  @ConditionalOnProperty(name = "slipway.console.enabled", havingValue = "false")
  SecurityFilterChain nothingElse(HttpSecurity http) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll()).build();
  }
}
