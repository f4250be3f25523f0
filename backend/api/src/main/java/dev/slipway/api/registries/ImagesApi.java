package dev.slipway.api.registries;

import dev.slipway.api.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What a project has in the built-in registry. */
@HttpExchange("/api/v1/projects/{project}/images")
public interface ImagesApi {
  /** By name. */
  @GetExchange
  Page<ImageRepositoryView> repositories(
      @PathVariable UUID project,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") int limit);

  /** Tags of a repository, the last of the alphabet first. */
  @GetExchange("/tags")
  Page<ImageView> tags(
      @PathVariable UUID project,
      @RequestParam(defaultValue = "") String repository,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") int limit);

  @GetExchange("/storage")
  ImageStorageView storage(@PathVariable UUID project);

  /**
   * Removes an image. Refused while it runs or an app can go back to it, with who that is.
   *
   * @param reference a digest, which takes its tags along, or a tag that is the image's only one
   */
  @DeleteExchange
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable UUID project,
      @RequestParam(defaultValue = "") String repository,
      @RequestParam(defaultValue = "") String reference);
}
