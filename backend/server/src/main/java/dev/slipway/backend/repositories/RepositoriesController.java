package dev.slipway.backend.repositories;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.SECRETS_WRITE;
import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.repositories.CheckRepository;
import dev.slipway.api.repositories.CheckView;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.CredentialView;
import dev.slipway.api.repositories.HostKeyView;
import dev.slipway.api.repositories.ReplaceToken;
import dev.slipway.api.repositories.RepositoriesApi;
import dev.slipway.backend.kernel.CredentialId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.Permission;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RepositoriesController implements RepositoriesApi {
  private final Authorizer authorizer;
  private final CredentialService credentials;
  private final HostKeys hosts;
  private final RemoteHeads heads;

  RepositoriesController(
      Authorizer authorizer, CredentialService credentials, HostKeys hosts, RemoteHeads heads) {
    this.authorizer = authorizer;
    this.credentials = credentials;
    this.hosts = hosts;
    this.heads = heads;
  }

  @Override
  public List<CredentialView> list(UUID organization) {
    return credentials.list(enter(organization, APPS_READ));
  }

  @Override
  public CredentialView create(UUID organization, CreateCredential request) {
    return credentials.create(enter(organization, SECRETS_WRITE), request);
  }

  @Override
  public CredentialView replace(UUID organization, UUID credential, ReplaceToken request) {
    return credentials.replace(fresh(organization), new CredentialId(credential), request);
  }

  @Override
  public CredentialView rotate(UUID organization, UUID credential) {
    return credentials.rotate(fresh(organization), new CredentialId(credential));
  }

  @Override
  public void delete(UUID organization, UUID credential) {
    credentials.delete(fresh(organization), new CredentialId(credential));
  }

  @Override
  public CheckView check(UUID organization, CheckRepository request) {
    return heads.head(
        enter(organization, SECRETS_WRITE),
        // From JSON a field that must be there may be missing all the same.
        requireNonNullElse(request.url(), ""),
        requireNonNullElse(request.ref(), "main"),
        request.credential());
  }

  @Override
  public List<HostKeyView> hosts(UUID organization) {
    return hosts.all(enter(organization, APPS_READ).organization()).stream()
        .map(HostKey::view)
        .toList();
  }

  @Override
  public void forget(UUID organization, UUID host) {
    hosts.forget(enter(organization, SECRETS_WRITE).organization(), host);
  }

  private OrganizationScope fresh(UUID organization) {
    OrganizationScope scope = enter(organization, SECRETS_WRITE);
    authorizer.requireFresh();
    return scope;
  }

  private OrganizationScope enter(UUID organization, Permission permission) {
    return authorizer.organization(new OrganizationId(organization), permission);
  }
}
