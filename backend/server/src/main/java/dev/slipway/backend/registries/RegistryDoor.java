package dev.slipway.backend.registries;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** These look at the credentials themselves: they are not only people's. */
@Configuration(proxyBeanMethods = false)
class RegistryDoor {
  @Bean
  @Order(0)
  SecurityFilterChain registryDoors(HttpSecurity http) {
    return http.securityMatcher("/registry/token", "/registry/notifications")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }
}
