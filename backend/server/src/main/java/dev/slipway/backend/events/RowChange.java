package dev.slipway.backend.events;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row that a transaction has changed, as the trigger {@code audit_change} tells of it.
 *
 * @param changed column to the values before and after
 */
record RowChange(
    String table,
    String op,
    @Nullable UUID organization,
    @Nullable UUID id,
    @Nullable String name,
    @Nullable UUID project,
    @Nullable UUID app,
    Map<String, List<@Nullable Object>> changed) {}
