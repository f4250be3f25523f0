package dev.slipway.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract, on a real engine. */
@EnabledIfEnvironmentVariable(named = "SLIPWAY_DOCKER_SOCKET", matches = ".+")
class DockerStoreTest extends StoreEngineContract {
  private static final int STEPS = 6;

  private final DockerEngine engine =
      DockerEngine.at(Path.of(System.getenv().getOrDefault("SLIPWAY_DOCKER_SOCKET", "")));

  @Override
  ContainerEngine engine() {
    return engine;
  }

  @Override
  ImageEngine images() {
    return engine.images();
  }

  @Override
  StoreEngine store() {
    return engine.store();
  }

  @Test
  void shrinksTheCacheToABudgetAndNotToNothing() throws Exception {
    String built = "slipway-store/built:" + run;
    build(built);
    images().removeImage(built);
    long before = store().stored().cacheBytes();
    assertThat(before).isGreaterThan(STEPS * 900_000L);
    long budget = before - 2_500_000;
    long removed = store().shrinkCache(budget);
    long after = store().stored().cacheBytes();
    assertThat(removed).isPositive();
    assertThat(after).isLessThanOrEqualTo(budget).isGreaterThan(before / 4);
  }

  /** Each step leaves a megabyte. */
  private void build(String tag) throws Exception {
    var text = new StringBuilder("FROM ").append(image).append('\n');
    for (int step = 0; step < STEPS; step++) {
      text.append("RUN /bin/busybox dd if=/dev/urandom of=/www/f").append(step);
      text.append(" bs=1024 count=1000\n");
    }
    byte[] dockerfile = text.toString().getBytes(StandardCharsets.UTF_8);
    var tar = new ByteArrayOutputStream();
    try (var out = new TarArchiveOutputStream(tar)) {
      var entry = new TarArchiveEntry("Dockerfile");
      entry.setSize(dockerfile.length);
      out.putArchiveEntry(entry);
      out.write(dockerfile);
      out.closeArchiveEntry();
    }
    var parameters = new BuildParameters(tag, "Dockerfile", null, Map.of(), Map.of());
    try (var stream = images().build(parameters, new ByteArrayInputStream(tar.toByteArray()))) {
      byte[] _ = stream.messages().readAllBytes();
    }
    assertThat(images().image(tag)).isPresent();
  }

  @Test
  void readsWhatAnEngineSays() throws Exception {
    String said =
        """
        {"LayersSize": 300,
         "Images": [{"Id": "sha256:1", "RepoTags": ["a:1", "<none>:<none>"], "RepoDigests": ["a@sha256:9"],
                     "Created": 60, "Size": 200, "SharedSize": 150}],
         "Containers": [{"ImageID": "sha256:1", "Labels": {"slipway.app": "x"}, "SizeRw": 7}],
         "BuildCache": [{"Size": 10, "Shared": false}, {"Size": 99, "Shared": true}]}
        """;
    Stored stored = DockerStore.read(new ObjectMapper().readTree(said));
    assertThat(stored.layerBytes()).isEqualTo(300);
    assertThat(stored.cacheBytes()).isEqualTo(10);
    assertThat(stored.containerBytes()).isEqualTo(7);
    StoredImage only = stored.images().getFirst();
    assertThat(only.names()).isEqualTo(List.of("a:1", "a@sha256:9"));
    assertThat(only.ownBytes()).isEqualTo(50);
  }
}
