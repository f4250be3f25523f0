package dev.slipway.api.jobs;

import java.time.Instant;
import java.util.List;

/**
 * @param schedule empty: the app has none
 * @param next the next times, soonest first; none while it is suspended
 */
public record ScheduleView(
    String schedule, String timeZone, boolean suspended, List<Instant> next) {}
