package dev.slipway.backend.passkeys;

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
class PasskeyDoor {

  @Bean
  @Order(12)
  SecurityFilterChain signInWithPasskey(
      HttpSecurity http, Passkeys passkeys, Attempts attempts, Welcome welcome) {
    return SignInDoor.to(
        http, HttpMethod.POST, "/login/passkey", new PasskeyFilter(passkeys, attempts, welcome));
  }
}
