package dev.slipway.backend.images;

import dev.slipway.backend.builds.BaseLogins;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.protocol.RegistryLogin;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Hands builds what opens the registries of their project: which base images they name, the node
 * reads.
 */
@Component
class ImageBaseLogins implements BaseLogins {
  private final RegistryLogins logins;

  ImageBaseLogins(RegistryLogins logins) {
    this.logins = logins;
  }

  @Override
  public List<RegistryLogin> of(OrganizationId organization, AppId app) {
    return logins.ofApp(organization, app).stream().map(Login::message).toList();
  }
}
