package dev.slipway.api.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one thing.
 *
 * @param type such as {@code app}
 * @param op {@code insert}, {@code update} or {@code delete}
 */
public record AuditChange(
    String type, String op, @Nullable UUID id, @Nullable String name, List<AuditedField> fields) {}
