package dev.slipway.api.sources;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A delivery with what was in it.
 *
 * @param headers without signatures and tokens
 * @param body null when it was not kept: too large, or the signature was wrong
 */
public record DeliveryDetail(
    DeliveryView delivery, Map<String, String> headers, @Nullable String body) {}
