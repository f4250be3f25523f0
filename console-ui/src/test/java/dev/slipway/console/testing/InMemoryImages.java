package dev.slipway.console.testing;

import dev.slipway.api.Page;
import dev.slipway.api.registries.ImageRepositoryView;
import dev.slipway.api.registries.ImageStorageView;
import dev.slipway.api.registries.ImageUseView;
import dev.slipway.api.registries.ImageView;
import dev.slipway.api.registries.ImagesApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One repository with an image that runs and one that nobody needs. */
public class InMemoryImages implements ImagesApi {
  public final List<String> deleted = new ArrayList<>();
  public boolean none;

  @Override
  public Page<ImageRepositoryView> repositories(UUID project, @Nullable String after, int limit) {
    return new Page<>(
        none
            ? List.of()
            : List.of(
                new ImageRepositoryView(
                    "acme/shop/production/web",
                    "localhost:5500/acme/shop/production/web",
                    2,
                    Samples.NOW,
                    List.of("production/web"))),
        null);
  }

  @Override
  public Page<ImageView> tags(UUID project, String repository, @Nullable String after, int limit) {
    return new Page<>(
        List.of(
            image("v2", "a", new ImageUseView(Samples.APP, "production/web", 3, 2)),
            image("v1", "b", null)),
        null);
  }

  @Override
  public ImageStorageView storage(UUID project) {
    return new ImageStorageView(73_400_320, 2, true);
  }

  @Override
  public void delete(UUID project, String repository, String reference) {
    deleted.add(repository + "@" + reference);
  }

  private static ImageView image(String tag, String digit, @Nullable ImageUseView use) {
    return new ImageView(
        tag,
        "sha256:" + digit.repeat(64),
        36_700_160,
        Samples.NOW,
        "Ada",
        null,
        null,
        use == null ? List.of() : List.of(use));
  }
}
