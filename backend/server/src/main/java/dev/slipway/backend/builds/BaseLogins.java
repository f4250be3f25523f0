package dev.slipway.backend.builds;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.protocol.RegistryLogin;
import java.util.List;

/** What a module above knows of the registries that base images come from. */
public interface BaseLogins {
  /** Asked outside of transactions; may take a moment. */
  List<RegistryLogin> of(OrganizationId organization, AppId app);
}
