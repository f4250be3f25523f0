package dev.slipway.api.apps;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the runs of a job or cron job are.
 *
 * @param open runs that have not ended
 * @param last how the newest ended one ended: SUCCEEDED, FAILED or CANCELED; null before the first
 * @param lastAt when that was
 * @param next when a cron job's next run is due; null when none is
 */
public record RunsStatus(
    int open, @Nullable String last, @Nullable Instant lastAt, @Nullable Instant next) {}
