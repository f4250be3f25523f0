package dev.slipway.api.jobs;

import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/api/v1")
public interface SchedulesApi {
  /** What a schedule would mean, before an app has it: its next three times. */
  @GetExchange("/schedules")
  ScheduleView preview(
      @RequestParam(defaultValue = "") String schedule,
      @RequestParam(defaultValue = "UTC") String timeZone);

  @GetExchange("/apps/{app}/schedule")
  ScheduleView schedule(@PathVariable UUID app);

  /** No run starts until it is resumed; runs under way go on. */
  @PostExchange("/apps/{app}/schedule/suspend")
  ScheduleView suspend(@PathVariable UUID app);

  /** The latest run that was missed starts at once, unless it is past its deadline. */
  @PostExchange("/apps/{app}/schedule/resume")
  ScheduleView resume(@PathVariable UUID app);
}
