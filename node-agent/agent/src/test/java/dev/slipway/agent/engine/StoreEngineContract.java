package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine has to say of what it keeps. */
abstract class StoreEngineContract {
  final String run = UUID.randomUUID().toString().substring(0, 8);
  final String image = "slipway-store/busybox:" + run;
  private final NetworkSpec network = new NetworkSpec("sls-" + run, "sls" + run, "10.219.8.0/24");
  private final String container = "sls-" + run;

  abstract ContainerEngine engine();

  abstract ImageEngine images();

  abstract StoreEngine store();

  @BeforeEach
  void haveAnImage() throws Exception {
    images().importFiles(image, Tars.busybox());
    engine().ensureNetwork(network);
  }

  @AfterEach
  void cleanUp() {
    engine().remove(container);
    images().removeImage(image);
    engine().removeNetwork(network.name());
  }

  void startContainer() {
    engine()
        .start(
            new ContainerSpec(
                container,
                image,
                Map.of(Labels.POD, "pod-" + run, Labels.APP, "app-" + run),
                List.of("/bin/busybox", "sleep", "100"),
                Map.of(),
                "10001:10001",
                new ContainerSpec.Limits(500, 32 << 20, 32, 1 << 20),
                new ContainerSpec.Bridged(
                    network.name(), "10.219.8.9", "web", List.of(), List.of())));
  }

  Optional<StoredImage> stored() {
    return store().stored().images().stream()
        .filter(one -> one.names().contains(image))
        .findFirst();
  }

  @Test
  void tellsWhichImagesThereAreAndHowLarge() {
    Stored all = store().stored();
    StoredImage stored = stored().orElseThrow();
    assertThat(stored.sizeBytes()).isPositive();
    assertThat(stored.ownBytes()).isBetween(0L, stored.sizeBytes());
    assertThat(all.layerBytes()).isGreaterThanOrEqualTo(stored.ownBytes());
    assertThat(images().image(stored.id())).isPresent();
    images().removeImage(image);
    assertThat(stored()).isEmpty();
  }

  @Test
  void tellsWhichContainersThereAreAndWhatTheyAreMadeOf() {
    startContainer();
    String id = stored().orElseThrow().id();
    assertThat(store().stored().containers())
        .filteredOn(one -> ("app-" + run).equals(one.labels().get(Labels.APP)))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.imageId()).isEqualTo(id);
          assertThat(one.writtenBytes()).isNotNegative();
        });
  }

  @Test
  void anImageInUseIsNotRemoved() {
    startContainer();
    images().removeImage(image);
    assertThat(stored()).isPresent();
  }

  @Test
  void anEmptyCacheIsShrunkToNothing() {
    store().shrinkCache(1);
    long before = store().stored().cacheBytes();
    assertThat(store().shrinkCache(before + 1)).isZero();
  }
}
