package dev.slipway.agent.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Docker keeps, by its "system df". docker-java has no method for it. */
final class DockerStore implements StoreEngine {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the engine calls the name of an image that has lost it. */
  private static final String NONE = "<none>";

  private final DockerConnection docker;

  DockerStore(DockerConnection docker) {
    this.docker = docker;
  }

  @Override
  public Stored stored() {
    return read(ask(Request.Method.GET, "/system/df?type=image&type=container&type=build-cache"));
  }

  @Override
  public long shrinkCache(long keptBytes) {
    // Without "all" only what no later step builds on would be looked at.
    String path = "/build/prune?all=true&keep-storage=" + Math.max(1, keptBytes);
    return ask(Request.Method.POST, path).path("SpaceReclaimed").asLong();
  }

  private JsonNode ask(Request.Method method, String path) {
    Request request =
        Request.builder().method(method).path("/v" + docker.apiVersion() + path).build();
    try (var response = docker.send(request)) {
      return JSON.readTree(response.getBody());
    } catch (DockerException refused) {
      throw Refusal.of(refused);
    } catch (IOException e) {
      throw new EngineDown(e);
    }
  }

  static Stored read(JsonNode answer) {
    var images = new ArrayList<StoredImage>();
    answer.path("Images").forEach(image -> images.add(image(image)));
    var containers = new ArrayList<StoredContainer>();
    answer.path("Containers").forEach(container -> containers.add(container(container)));
    long cache = 0;
    for (JsonNode entry : answer.path("BuildCache")) {
      cache += entry.path("Shared").asBoolean() ? 0 : entry.path("Size").asLong();
    }
    return new Stored(answer.path("LayersSize").asLong(), cache, images, containers);
  }

  private static StoredImage image(JsonNode image) {
    long size = image.path("Size").asLong();
    var names = new ArrayList<String>();
    List.of("RepoTags", "RepoDigests")
        .forEach(field ->
            image
                .path(field)
                .forEach(name -> {
                  if (!name.asText().contains(NONE)) {
                    names.add(name.asText());
                  }
                }));
    return new StoredImage(
        image.path("Id").asText(),
        names,
        size,
        // -1 when the engine has not added up.
        size - Math.max(0, image.path("SharedSize").asLong()),
        Instant.ofEpochSecond(Math.max(0, image.path("Created").asLong())));
  }

  private static StoredContainer container(JsonNode container) {
    Map<String, String> labels = new HashMap<>();
    container
        .path("Labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return new StoredContainer(
        container.path("ImageID").asText(), labels, container.path("SizeRw").asLong());
  }
}
