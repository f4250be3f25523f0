package dev.slipway.backend.factors;

import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.Browsers;
import dev.slipway.backend.signin.SignInDoor;
import dev.slipway.backend.signin.Welcome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

@Configuration(proxyBeanMethods = false)
class SecondFactorDoor {

  @Bean
  @Order(11)
  SecurityFilterChain secondFactor(
      HttpSecurity http, Browsers browsers, Codes codes, Attempts attempts, Welcome welcome) {
    return SignInDoor.to(
        http,
        HttpMethod.POST,
        "/login/factor",
        new SecondFactorFilter(browsers, codes, attempts, welcome));
  }
}
