package dev.slipway.backend.testing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * The token that the console's sign-in page has in its form. The page itself is not part of these
 * tests.
 */
@Configuration(proxyBeanMethods = false)
class FormTokens {
  static final String PATH = "/form-token";
  static final String HEADER = "Form-Token";

  @Bean
  @Order(5)
  SecurityFilterChain formTokensOfTests(HttpSecurity http) {
    return http.securityMatcher(PATH)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .addFilterAfter(
            (request, response, _) -> {
              var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
              ((jakarta.servlet.http.HttpServletResponse) response)
                  .setHeader(HEADER, token.getToken());
            },
            CsrfFilter.class)
        .build();
  }
}
