package dev.slipway.api.keys;

import java.time.Instant;
import java.util.List;

/**
 * @param remaining key sets and values still encrypted with an old version
 */
public record PlatformKeysView(List<KeyView> versions, Instant changedAt, long remaining) {}
