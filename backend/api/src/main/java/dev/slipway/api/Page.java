package dev.slipway.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first unless the operation says otherwise.
 *
 * @param next cursor to pass as {@code after} for the following page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {}
