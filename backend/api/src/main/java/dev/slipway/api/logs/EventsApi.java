package dev.slipway.api.logs;

import dev.slipway.api.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

@HttpExchange("/api/v1")
public interface EventsApi {
  @GetExchange("/apps/{app}/events")
  Page<EventView> ofApp(
      @PathVariable UUID app,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit);

  @GetExchange("/organizations/{organization}/events")
  Page<EventView> ofOrganization(
      @PathVariable UUID organization,
      @ModelAttribute EventQuery query,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit);

  /** For operators: of all organizations and of the platform itself. Newest first. */
  @GetExchange("/events")
  Page<EventView> all(
      @ModelAttribute EventQuery query,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit);
}
