package dev.slipway.backend.web;

import dev.slipway.backend.limits.LimitProperties;
import dev.slipway.backend.limits.RateLimits;
import dev.slipway.backend.limits.Verdict;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.Network;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How many requests the API takes: of each token, and of each network that shows none. */
@Component
class ApiLimits {
  private final RateLimits limits;
  private final LimitProperties settings;
  private final ProblemWriter problems;

  ApiLimits(RateLimits limits, LimitProperties settings, ProblemWriter problems) {
    this.limits = limits;
    this.settings = settings;
    this.problems = problems;
  }

  /**
   * Says in the answer's headers what is left.
   *
   * @param principal null for who has not shown a valid token
   * @return false when there was nothing left: then the answer is written
   */
  boolean admit(
      HttpServletRequest request, HttpServletResponse response, @Nullable Principal principal)
      throws IOException {
    Verdict verdict =
        principal == null
            ? limits.take(settings.anonymous(), Network.of(request.getRemoteAddr()))
            : limits.take(settings.api(), whose(principal));
    String name = verdict.limit().name();
    response.setHeader(
        "RateLimit-Policy",
        "\"%s\";q=%d;w=%d"
            .formatted(name, verdict.limit().amount(), verdict.limit().window().toSeconds()));
    response.setHeader(
        "RateLimit",
        "\"%s\";r=%d;t=%d".formatted(name, verdict.remaining(), seconds(verdict.fullAfter())));
    if (!verdict.admitted()) {
      problems.write(
          response,
          RateLimits.refusal(
              verdict, principal == null ? "requests from here" : "requests of this API token"));
    }
    return verdict.admitted();
  }

  private static String whose(Principal principal) {
    return switch (principal.caller()) {
      case Caller.Token _ -> "token/" + principal.token();
      case Caller.Person person -> "person/" + person.id().value();
      case Caller.Pod _ -> "token/" + principal.token();
      case Caller.Build build -> "build/" + build.name();
      case Caller.Outside outside -> "outside/" + outside.name();
    };
  }

  private static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }
}
