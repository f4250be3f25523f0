package dev.slipway.api.quotas;

import java.time.Instant;

/**
 * What an organization had.
 *
 * @param at beginning of the five minutes or the hour
 * @param hourly the highest of each within an hour, instead of a sample
 */
public record UsagePoint(Instant at, boolean hourly, Amounts used) {}
