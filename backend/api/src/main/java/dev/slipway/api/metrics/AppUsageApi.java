package dev.slipway.api.metrics;

import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

@HttpExchange("/api/v1/apps")
public interface AppUsageApi {
  /** What each pod of the app uses now, and what all used together in the last hour. */
  @GetExchange("/{app}/usage")
  AppUsageView usage(@PathVariable UUID app);
}
