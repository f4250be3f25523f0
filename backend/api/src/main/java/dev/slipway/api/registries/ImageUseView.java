package dev.slipway.api.registries;

import java.util.UUID;

/**
 * Why an image has to stay.
 *
 * @param app as {@code environment/app}
 * @param pods how many run it now; none: the revision is kept for going back
 */
public record ImageUseView(UUID appId, String app, int revision, int pods) {}
