package dev.slipway.agent.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.util.List;
import java.util.Objects;

/** What the engine lists of containers: little of each, see {@link KnownContainers}. */
final class Listing {
  private Listing() {}

  /**
   * Those with the label, running or not.
   *
   * @param label its name, or its name, "=" and its value
   */
  static List<Container> all(DockerClient client, String label) {
    return client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(label)).exec();
  }

  /** A spare sandbox that nobody has taken. */
  static boolean spare(Container found) {
    return Spare.free(name(found), found.getLabels());
  }

  static List<KnownContainers.Listed> listed(List<Container> list) {
    return list.stream()
        .map(found ->
            new KnownContainers.Listed(
                found.getId(), name(found), Objects.requireNonNullElse(found.getState(), "")))
        .toList();
  }

  /** Names come with a slash before them. */
  private static String name(Container found) {
    String[] names = found.getNames();
    return names == null || names.length == 0 ? "" : names[0].substring(1);
  }
}
