package dev.slipway.backend.agents;

import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.protocol.NodeEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns what agents tell into events. Whose they are is looked up from the pod; what the agent says
 * of it is not read.
 */
final class AgentEvents {
  private static final int MOST_AT_ONCE = 100;
  private static final int MOST_LETTERS = 2000;
  private static final Pattern REASON = Pattern.compile("[A-Z][A-Za-z]{0,59}");

  private AgentEvents() {}

  /** Of a pod that is placed on the node. */
  record Owner(
      OrganizationId organization,
      ProjectId project,
      AppId app,
      DeploymentId deployment,
      PodId pod) {}

  static List<NewEvent> of(NodeId node, List<NodeEvent> told, Map<UUID, Owner> owners) {
    return told.stream().limit(MOST_AT_ONCE).flatMap(event -> of(node, event, owners)).toList();
  }

  /** A node has been told what this database does not remember having said. */
  static NewEvent ahead(NodeId node, String name) {
    String message =
        """
        Node %s works from a newer state than the database has: was an older backup restored? The node keeps what it \
        runs and follows nothing from this control plane; restore a newer backup, or let the machine join again.\
        """
            .formatted(name);
    return new NewEvent(Severity.ERROR, "NodeAhead", message, null, null, null, null, null, node);
  }

  private static Stream<NewEvent> of(NodeId node, NodeEvent told, Map<UUID, Owner> owners) {
    String reason = REASON.matcher(told.getReason()).matches() ? told.getReason() : "NodeEvent";
    String message = Text.within(told.getMessage(), MOST_LETTERS);
    if (told.getPodId().isEmpty()) {
      return Stream.of(
          new NewEvent(severity(told), reason, message, null, null, null, null, null, node));
    }
    UUID pod = Ids.parse(told.getPodId());
    Owner owner = pod == null ? null : owners.get(pod);
    return owner == null
        ? Stream.empty()
        : Stream.of(
            new NewEvent(
                severity(told),
                reason,
                message,
                owner.organization(),
                owner.project(),
                owner.app(),
                owner.deployment(),
                owner.pod(),
                node));
  }

  private static Severity severity(NodeEvent told) {
    return switch (told.getSeverity()) {
      case "ERROR" -> Severity.ERROR;
      case "WARNING" -> Severity.WARNING;
      default -> Severity.INFO;
    };
  }
}
