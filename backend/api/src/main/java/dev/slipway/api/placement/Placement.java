package dev.slipway.api.placement;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes take the pods of an app. The meaning is that of Kubernetes' scheduler; {@code
 * hostname} is a label of every node, with its name.
 *
 * @param nodeLabels labels that a node has to have
 * @param nodes further rules on labels of nodes; of the required ones one has to hold
 * @param tolerations taints that do not keep the pods away
 * @param spread how evenly the pods of the app are spread; empty: over nodes where that is possible
 * @param apps nearness to pods of apps in the same environment
 * @param priority whose pods go first, and may end others of the organization, when room is short
 * @param lost what becomes of pods on a node that is silent for long, of a web app or worker
 */
public record Placement(
    Map<String, String> nodeLabels,
    List<NodeRule> nodes,
    List<Toleration> tolerations,
    List<Spread> spread,
    List<AppRule> apps,
    Priority priority,
    Lost lost) {

  public enum Priority {
    LOW,
    NORMAL,
    HIGH
  }

  public enum Lost {
    /**
     * They are replaced elsewhere; once the replacements serve they end, should their node return.
     */
    REPLACE,
    /** Nothing is replaced: their node keeps them, and is waited for. */
    WAIT
  }

  public Placement(
      Map<String, String> nodeLabels,
      List<NodeRule> nodes,
      List<Toleration> tolerations,
      List<Spread> spread,
      List<AppRule> apps,
      @Nullable Priority priority,
      @Nullable Lost lost) {
    this.nodeLabels = requireNonNullElse(nodeLabels, Map.of());
    this.nodes = requireNonNullElse(nodes, List.of());
    this.tolerations = requireNonNullElse(tolerations, List.of());
    this.spread = requireNonNullElse(spread, List.of());
    this.apps = requireNonNullElse(apps, List.of());
    this.priority = requireNonNullElse(priority, Priority.NORMAL);
    this.lost = requireNonNullElse(lost, Lost.REPLACE);
  }

  /** Replaced when lost. */
  public Placement(
      Map<String, String> nodeLabels,
      List<NodeRule> nodes,
      List<Toleration> tolerations,
      List<Spread> spread,
      List<AppRule> apps,
      Priority priority) {
    this(nodeLabels, nodes, tolerations, spread, apps, priority, Lost.REPLACE);
  }

  /** On any node that has room. */
  public static Placement anywhere() {
    return new Placement(Map.of(), List.of(), List.of(), List.of(), List.of(), Priority.NORMAL);
  }
}
