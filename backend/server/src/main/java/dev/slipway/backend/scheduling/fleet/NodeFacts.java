package dev.slipway.backend.scheduling.fleet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node as the scheduler sees it.
 *
 * @param open false while an operator keeps new pods away
 * @param answers false when its agent was not heard for a while
 * @param takesPods whether it has the role WORKLOAD
 * @param capacity what pods may book in all
 * @param labels its own, and {@code hostname}
 * @param images digests of those it has
 * @param trouble why it takes no pod now, whatever the pod asks; null when all is well
 * @param isolations in which it can keep pods apart from itself
 */
public record NodeFacts(
    UUID id,
    String name,
    boolean open,
    boolean answers,
    boolean takesPods,
    Resources capacity,
    Map<String, String> labels,
    List<Taint> taints,
    Set<String> images,
    @Nullable Refusal trouble,
    Set<String> isolations) {

  /** The label that every node has, with its name. */
  public static final String HOSTNAME = "hostname";

  /** The label with which operators say what fails together; none has it by itself. */
  public static final String ZONE = "zone";

  /** The isolation that every node has. */
  public static final String RESTRICTED = "RESTRICTED";

  /** One with nothing beyond the usual isolation. */
  public NodeFacts(
      UUID id,
      String name,
      boolean open,
      boolean answers,
      boolean takesPods,
      Resources capacity,
      Map<String, String> labels,
      List<Taint> taints,
      Set<String> images,
      @Nullable Refusal trouble) {
    this(
        id,
        name,
        open,
        answers,
        takesPods,
        capacity,
        labels,
        taints,
        images,
        trouble,
        Set.of(RESTRICTED));
  }

  /** One that is well. */
  public NodeFacts(
      UUID id,
      String name,
      boolean open,
      boolean answers,
      boolean takesPods,
      Resources capacity,
      Map<String, String> labels,
      List<Taint> taints,
      Set<String> images) {
    this(
        id,
        name,
        open,
        answers,
        takesPods,
        capacity,
        labels,
        taints,
        images,
        null,
        Set.of(RESTRICTED));
  }
}
