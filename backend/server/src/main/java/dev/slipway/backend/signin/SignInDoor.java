package dev.slipway.backend.signin;

import dev.slipway.backend.kernel.Problem;
import jakarta.servlet.Filter;
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
public class SignInDoor {

  @Bean
  @Order(10)
  SecurityFilterChain signIn(
      HttpSecurity http, SignIns signIns, Attempts attempts, Browsers browsers, Welcome welcome) {
    return to(
        http, HttpMethod.POST, "/login", new SignInFilter(signIns, attempts, browsers, welcome));
  }

  /** A door for anybody, which the filter answers; forms need their token. */
  public static SecurityFilterChain to(
      HttpSecurity http, HttpMethod method, String path, Filter filter) {
    return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(method, path))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        // A form that stood open too long: show it again, with a token that holds.
        .exceptionHandling(refused ->
            refused.accessDeniedHandler((request, response, _) -> {
              if (!Pages.wanted(request)) {
                throw Problem.forbidden(
                    "The form's token is missing or too old. Load the sign-in page again.");
              }
              response.sendRedirect("/login?expired");
            }))
        .addFilterAt(filter, UsernamePasswordAuthenticationFilter.class)
        .build();
  }
}
