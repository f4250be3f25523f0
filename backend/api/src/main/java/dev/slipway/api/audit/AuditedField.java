package dev.slipway.api.audit;

import org.jspecify.annotations.Nullable;

/**
 * One field before and after; null: there was none. Of what may be secret only that it changed:
 * {@code •••}.
 */
public record AuditedField(String field, @Nullable String before, @Nullable String after) {}
