package dev.slipway.backend.singlesignon;

import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.SignInDoor;
import dev.slipway.backend.signin.Welcome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class SsoDoor {

  @Bean
  @Order(13)
  SecurityFilterChain singleSignOnDoor(
      HttpSecurity http, Journeys journeys, Attempts attempts, Welcome welcome) {
    return SignInDoor.to(
        http, HttpMethod.GET, SsoPaths.BEGIN, new SsoFilter(journeys, attempts, welcome));
  }
}
