package dev.slipway.backend.workloads;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;

/**
 * What a module keeps of an app that has been deleted and takes time to go, such as running pods or
 * images in the registry. Steps run one after the other in their {@code @Order}, each outside a
 * transaction and again and again until it says that nothing is left; then the app's rows go.
 */
public interface AppLeftovers {
  /** True when nothing of this app is left. */
  boolean removed(long epoch, OrganizationId organization, AppId app);
}
