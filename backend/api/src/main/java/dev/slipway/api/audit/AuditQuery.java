package dev.slipway.api.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for; null: whatever it is.
 *
 * @param actor part of a name
 * @param action the whole, or its beginning up to a dot, such as {@code apps}
 * @param target part of a name or an id
 * @param outcome {@code ok}, {@code denied} for every refusal, or the type of a problem
 * @param text anywhere in the entry
 */
public record AuditQuery(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String target,
    @Nullable String outcome,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String text) {
  public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null, null);
}
