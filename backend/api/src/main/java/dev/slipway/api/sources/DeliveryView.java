package dev.slipway.api.sources;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param delivery the forge's id of it
 * @param deployedApp whose deployment it is: the app's, or that of a pull request's preview
 * @param original the delivery that this one repeats
 * @param webhook null for what no delivery told
 */
public record DeliveryView(
    UUID id,
    UUID app,
    String appSlug,
    @Nullable UUID webhook,
    @Nullable Provider provider,
    String delivery,
    String event,
    Verdict verdict,
    String reason,
    @Nullable String ref,
    @Nullable String commit,
    @Nullable UUID deployment,
    @Nullable UUID deployedApp,
    @Nullable UUID original,
    Instant receivedAt) {}
