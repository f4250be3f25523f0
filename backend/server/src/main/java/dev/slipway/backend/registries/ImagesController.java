package dev.slipway.backend.registries;

import static dev.slipway.backend.security.Permission.IMAGES_READ;
import static dev.slipway.backend.security.Permission.IMAGES_WRITE;

import dev.slipway.api.Page;
import dev.slipway.api.registries.ImageRepositoryView;
import dev.slipway.api.registries.ImageStorageView;
import dev.slipway.api.registries.ImageView;
import dev.slipway.api.registries.ImagesApi;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.ProjectScope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ImagesController implements ImagesApi {
  private final Authorizer authorizer;
  private final ImageBrowser images;

  ImagesController(Authorizer authorizer, ImageBrowser images) {
    this.authorizer = authorizer;
    this.images = images;
  }

  @Override
  public Page<ImageRepositoryView> repositories(UUID project, @Nullable String after, int limit) {
    return images.repositories(enter(project, IMAGES_READ), after, limit);
  }

  @Override
  public Page<ImageView> tags(UUID project, String repository, @Nullable String after, int limit) {
    return images.tags(enter(project, IMAGES_READ), repository, after, limit);
  }

  @Override
  public ImageStorageView storage(UUID project) {
    return images.storage(enter(project, IMAGES_READ));
  }

  @Override
  public void delete(UUID project, String repository, String reference) {
    ProjectScope scope = enter(project, IMAGES_WRITE);
    authorizer.requireFresh();
    images.delete(scope, repository, reference);
  }

  private ProjectScope enter(UUID project, Permission permission) {
    return authorizer.project(new ProjectId(project), permission);
  }
}
