package dev.slipway.backend.images;

import static dev.slipway.backend.security.Permission.IMAGES_READ;
import static dev.slipway.backend.security.Permission.REGISTRIES_READ;
import static dev.slipway.backend.security.Permission.REGISTRIES_WRITE;

import dev.slipway.api.Page;
import dev.slipway.api.registries.AddRegistry;
import dev.slipway.api.registries.RegistriesApi;
import dev.slipway.api.registries.RegistryImageView;
import dev.slipway.api.registries.RegistryRepositoriesView;
import dev.slipway.api.registries.RegistryView;
import dev.slipway.api.registries.UpdateRegistry;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.RegistryId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.Permission;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RegistriesController implements RegistriesApi {
  private final Authorizer authorizer;
  private final OutsideRegistries registries;
  private final OutsideImages images;

  RegistriesController(Authorizer authorizer, OutsideRegistries registries, OutsideImages images) {
    this.authorizer = authorizer;
    this.registries = registries;
    this.images = images;
  }

  @Override
  public List<RegistryView> list(UUID organization) {
    return registries.list(enter(organization, REGISTRIES_READ));
  }

  @Override
  public RegistryView add(UUID organization, AddRegistry request) {
    return registries.add(enter(organization, REGISTRIES_WRITE), request);
  }

  @Override
  public RegistryView registry(UUID organization, UUID registry) {
    return registries.view(enter(organization, REGISTRIES_READ), new RegistryId(registry));
  }

  @Override
  public RegistryView update(UUID organization, UUID registry, UpdateRegistry request) {
    return registries.update(fresh(organization), new RegistryId(registry), request);
  }

  @Override
  public RegistryView check(UUID organization, UUID registry) {
    return registries.check(enter(organization, REGISTRIES_WRITE), new RegistryId(registry));
  }

  @Override
  public RegistryRepositoriesView repositories(
      UUID organization, UUID registry, @Nullable String after, int limit) {
    return images.repositories(
        enter(organization, IMAGES_READ), new RegistryId(registry), after, limit);
  }

  @Override
  public Page<RegistryImageView> tags(
      UUID organization, UUID registry, String repository, @Nullable String after, int limit) {
    return images.tags(
        enter(organization, IMAGES_READ), new RegistryId(registry), repository, after, limit);
  }

  @Override
  public void remove(UUID organization, UUID registry) {
    registries.remove(fresh(organization), new RegistryId(registry));
  }

  private OrganizationScope fresh(UUID organization) {
    OrganizationScope scope = enter(organization, REGISTRIES_WRITE);
    authorizer.requireFresh();
    return scope;
  }

  private OrganizationScope enter(UUID organization, Permission permission) {
    return authorizer.organization(new OrganizationId(organization), permission);
  }
}
