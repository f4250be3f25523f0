package dev.slipway.backend.web;

import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.CurrentCaller;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Which doors the control plane has for programs. The console guards its own. */
@Configuration(proxyBeanMethods = false)
class DoorsConfiguration {
  private static final String METRICS = "/actuator/prometheus";

  /** A measurement around each of twenty filters costs a tenth of a request and nobody reads it. */
  @Bean
  SecurityObservationSettings observations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  @Order(1)
  SecurityFilterChain machines(
      HttpSecurity http,
      ApiTokens tokens,
      ApiLimits limits,
      Idempotency idempotency,
      ProblemWriter problems) {
    return http.securityMatcher(
            "/api/**", "/git/**", "/registry/**", "/hooks/**", "/actuator/**", "/error")
        .authorizeHttpRequests(requests ->
            requests
                // The end of an answer that came piece by piece; its beginning was authorized.
                .dispatcherTypeMatchers(DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(
                    "/actuator/health/**",
                    "/api/v1/setup",
                    "/api/v1/invitations/look",
                    "/api/v1/invitations/join",
                    "/api/v1/sign-in/**",
                    "/api/v1/openapi.json",
                    // Asks for a ticket of its own.
                    "/api/v1/terminals",
                    "/error")
                .permitAll()
                // These ask for credentials themselves, each in its protocol's way.
                .requestMatchers("/git/**", "/registry/**", "/hooks/**")
                .permitAll()
                .requestMatchers(HttpMethod.GET, METRICS)
                .hasRole("OPERATOR")
                .requestMatchers("/api/**")
                .authenticated()
                .anyRequest()
                .denyAll())
        .exceptionHandling(refused ->
            refused
                .authenticationEntryPoint((request, response, _) ->
                    problems.write(
                        response,
                        offered(request) ? CurrentCaller.nobody() : ProblemWriter.notFound()))
                .accessDeniedHandler((request, response, _) ->
                    problems.write(
                        response,
                        offered(request) ? ProblemWriter.forbidden() : ProblemWriter.notFound())))
        .addFilterBefore(
            new BearerFilter(tokens, limits, problems), AnonymousAuthenticationFilter.class)
        .addFilterBefore(new RateLimitFilter(limits), AnonymousAuthenticationFilter.class)
        .addFilterAfter(new IdempotencyFilter(idempotency, problems), AuthorizationFilter.class)
        // Cookies open nothing here, so nobody's browser can be made to.
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .build();
  }

  /** What nobody may use is not there: a refusal would say what could be switched on. */
  private static boolean offered(HttpServletRequest request) {
    return ApiPath.isApi(request)
        || (request.getMethod().equals("GET") && ApiPath.of(request).equals(METRICS));
  }

  /** Without the console nobody else answers for the remaining paths. */
  @Bean
  @Order(1000)
  @ConditionalOnProperty(name = "slipway.console.enabled", havingValue = "false")
  SecurityFilterChain nothingElse(HttpSecurity http, ProblemWriter problems) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
        .exceptionHandling(refused ->
            refused
                .authenticationEntryPoint(
                    (_, response, _) -> problems.write(response, ProblemWriter.notFound()))
                .accessDeniedHandler(
                    (_, response, _) -> problems.write(response, ProblemWriter.notFound())))
        .build();
  }

  /** Paths that mean one thing to a filter and another to what is behind it. */
  @Bean
  RequestRejectedHandler ambiguousPaths(ProblemWriter problems) {
    return (_, response, _) ->
        problems.write(
            response,
            Failures.malformed("The address has characters that may mean several things."));
  }
}
