package dev.slipway.backend.agents;

import dev.slipway.backend.agents.NodePartRepository.PodRow;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.VolumeMount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Pods as nodes are told of them. */
@Component
class PodAssembly {
  private final NodePartRepository tables;
  private final RevisionContents revisions;

  PodAssembly(NodePartRepository tables, RevisionContents revisions) {
    this.tables = tables;
    this.revisions = revisions;
  }

  /** By node and id. Inside the caller's transaction. */
  Map<NodeId, Map<String, Pod>> pods(Set<NodeId> nodes) {
    List<PodRow> rows = tables.pods(nodes);
    Map<UUID, Map<String, VolumeMount>> volumes = tables.volumes(nodes);
    Map<UUID, RevisionContents.Content> contents =
        revisions.of(rows.stream().map(PodRow::revision).collect(Collectors.toSet()));
    var pods = new HashMap<NodeId, Map<String, Pod>>();
    for (PodRow row : rows) {
      pod(row, contents)
          .map(pod -> Volumes.into(pod, volumes.getOrDefault(row.id(), Map.of())))
          .ifPresent(
              pod -> pods.computeIfAbsent(row.node(), _ -> new HashMap<>()).put(pod.getId(), pod));
    }
    return pods;
  }

  private static Optional<Pod> pod(PodRow row, Map<UUID, RevisionContents.Content> contents) {
    RevisionContents.Content content = contents.get(row.revision());
    // A pod that never began does not begin without its config; one that runs is not ended for it.
    if (content == null || (!content.complete() && row.isNew())) {
      return Optional.empty();
    }
    Pod.Builder pod = content.common().toBuilder();
    Integer grace = row.graceSeconds();
    if (grace != null && !row.intent().equals("RUN")) {
      pod.setTerminationGraceSeconds(grace);
    }
    pod.setId(row.id().toString())
        .setName(row.name())
        .setOrganizationId(row.organization().toString())
        .setEnvironmentId(row.environment().toString())
        .setAppId(row.app().toString())
        .setApp(row.appSlug())
        .setDeploymentId(row.deployment().toString())
        .setRevisionId(row.revision().toString())
        .setIntent(Intent.valueOf(row.intent()))
        .setNetworkId(row.environment().toString())
        .setAddress(row.address())
        .setDnsSearch("%s.%s.internal".formatted(row.environmentSlug(), row.projectSlug()))
        .putEnvironment("SLIPWAY_APP", row.appSlug())
        .putEnvironment("SLIPWAY_ENVIRONMENT", row.environmentSlug());
    if (row.index() != null) {
      pod.putEnvironment("JOB_COMPLETION_INDEX", row.index().toString())
          .setHostname(row.run() + "-" + row.index());
    }
    return Optional.of(pod.build());
  }
}
