package dev.slipway.backend.repositories;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;
import static dev.slipway.backend.security.Permission.SECRETS_WRITE;

import dev.slipway.api.repositories.AppRepositoryApi;
import dev.slipway.api.repositories.AppRepositoryView;
import dev.slipway.api.repositories.CheckView;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.CredentialView;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AppRepositoryController implements AppRepositoryApi {
  private final Authorizer authorizer;
  private final CredentialService credentials;
  private final RemoteHeads heads;

  AppRepositoryController(Authorizer authorizer, CredentialService credentials, RemoteHeads heads) {
    this.authorizer = authorizer;
    this.credentials = credentials;
    this.heads = heads;
  }

  @Override
  public AppRepositoryView repository(UUID app) {
    return credentials.repository(enter(app, APPS_READ));
  }

  @Override
  public CredentialView set(UUID app, CreateCredential request) {
    // Instead of the one before, if there was one.
    return credentials.create(fresh(app), request);
  }

  @Override
  public CredentialView rotate(UUID app) {
    return credentials.rotate(fresh(app));
  }

  @Override
  public void remove(UUID app) {
    credentials.delete(fresh(app));
  }

  @Override
  public CheckView check(UUID app) {
    return heads.head(enter(app, DEPLOYMENTS_WRITE));
  }

  private AppScope fresh(UUID app) {
    AppScope scope = enter(app, SECRETS_WRITE);
    authorizer.requireFresh();
    return scope;
  }

  private AppScope enter(UUID app, Permission permission) {
    return authorizer.app(new AppId(app), permission);
  }
}
