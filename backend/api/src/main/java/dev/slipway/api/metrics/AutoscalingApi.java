package dev.slipway.api.metrics;

import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

@HttpExchange("/api/v1/apps")
public interface AutoscalingApi {
  /** What autoscaling sees of the app, what holds it back, and what it did last. */
  @GetExchange("/{app}/autoscaling")
  AutoscalingView autoscaling(@PathVariable UUID app);
}
