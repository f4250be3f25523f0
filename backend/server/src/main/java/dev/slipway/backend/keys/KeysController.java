package dev.slipway.backend.keys;

import static dev.slipway.backend.security.Permission.ORGANIZATION_READ;
import static dev.slipway.backend.security.Permission.ORGANIZATION_WRITE;

import dev.slipway.api.keys.KeysApi;
import dev.slipway.api.keys.KeysView;
import dev.slipway.api.keys.PlatformKeysView;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Authorizer;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class KeysController implements KeysApi {
  private final Authorizer authorizer;
  private final KeysService keys;

  KeysController(Authorizer authorizer, KeysService keys) {
    this.authorizer = authorizer;
    this.keys = keys;
  }

  @Override
  public KeysView keys(UUID organization) {
    return keys.keys(authorizer.organization(new OrganizationId(organization), ORGANIZATION_READ));
  }

  @Override
  public KeysView rotate(UUID organization) {
    var scope = authorizer.organization(new OrganizationId(organization), ORGANIZATION_WRITE);
    authorizer.requireFresh();
    return keys.rotate(scope);
  }

  @Override
  public PlatformKeysView platform() {
    authorizer.requireOperator();
    return keys.platform();
  }

  @Override
  public PlatformKeysView rotatePlatform() {
    authorizer.requireOperator();
    authorizer.requireFresh();
    return keys.rotatePlatform();
  }
}
