package dev.slipway.backend.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Rate limits.
 *
 * @param apiPerMinute requests of one API token, or of one person
 * @param anonymousPerMinute requests without a valid token from one network: a /24, or a /64
 * @param deploymentsPerHour deployments of one app that are asked for by hand or over the API;
 *     pushes and webhooks supersede each other instead, and going back to a revision is always
 *     possible
 */
@ConfigurationProperties("slipway.limits")
public record LimitProperties(
    @DefaultValue("600") int apiPerMinute,
    @DefaultValue("300") int anonymousPerMinute,
    @DefaultValue("30") int deploymentsPerHour) {

  public Limit api() {
    return new Limit("api", apiPerMinute, Duration.ofMinutes(1));
  }

  public Limit anonymous() {
    return new Limit("anonymous", anonymousPerMinute, Duration.ofMinutes(1));
  }

  public Limit deployments() {
    return new Limit("deployments", deploymentsPerHour, Duration.ofHours(1));
  }
}
