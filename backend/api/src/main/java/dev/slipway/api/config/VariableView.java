package dev.slipway.api.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param value as it was written, references included; null for secrets: they are write-only
 * @param resolved with the references followed; null when the result is secret, or differs from app
 *     to app
 * @param sensitive what the app gets is secret: the variable is, or one it refers to
 * @param from the level it is set on
 * @param overrides the next level around it whose value this one hides; null when there is none
 * @param updatedBy null when it was set before that was written down
 * @param note what one should know of it, in a sentence: that a preview does not get it, or, when
 *     it was just saved, that it is too short to be hidden in logs
 */
public record VariableView(
    String key,
    boolean secret,
    @Nullable String value,
    @Nullable String resolved,
    boolean sensitive,
    ConfigLevel from,
    @Nullable ConfigLevel overrides,
    Instant updatedAt,
    @Nullable String updatedBy,
    @Nullable String note) {}
