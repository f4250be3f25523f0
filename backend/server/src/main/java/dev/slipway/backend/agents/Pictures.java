package dev.slipway.backend.agents;

import dev.slipway.backend.agents.Picture.Traffic;
import dev.slipway.backend.agents.PictureRepository.AppPort;
import dev.slipway.backend.agents.PictureRepository.HostRow;
import dev.slipway.backend.agents.PictureRepository.PodRow;
import dev.slipway.backend.agents.PictureRepository.TrafficRow;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.StormGuard;
import dev.slipway.protocol.Endpoint;
import dev.slipway.protocol.Intent;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Peer;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.Route;
import dev.slipway.protocol.Service;
import dev.slipway.protocol.VolumeMount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Takes the picture: a fixed number of queries however many nodes, apps and pods there are. */
@org.springframework.stereotype.Service
class Pictures {
  private final PictureRepository tables;
  private final RevisionContents revisions;
  private final StormGuard guard;
  private final NodeDiskRules disks;

  Pictures(
      PictureRepository tables, RevisionContents revisions, StormGuard guard, NodeDiskRules disks) {
    this.tables = tables;
    this.revisions = revisions;
    this.guard = guard;
    this.disks = disks;
  }

  // One snapshot for all queries: an endpoint and the state of its pod belong together.
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Picture take(Set<NodeId> nodes) {
    boolean storm = guard.census().storm();
    List<TrafficRow> rows = tables.traffic(storm);
    List<AppPort> services = tables.services();
    List<HostRow> routes = tables.routes();
    Map<UUID, List<Endpoint>> endpoints = endpoints(rows);
    Set<UUID> reachable =
        services.stream()
            .map(AppPort::app)
            .collect(Collectors.toCollection(java.util.HashSet::new));
    routes.forEach(route -> reachable.add(route.app()));
    return new Picture(
        tables.epoch(),
        tables.roles(nodes),
        tables.answering(nodes, storm),
        pods(tables.pods(nodes), tables.volumes(nodes)),
        networks(tables.networks(nodes)),
        services(services, endpoints),
        routes(routes, endpoints),
        peers(tables.peers()),
        rows.stream()
            .map(row ->
                new Traffic(row.pod(), row.endpoint(), reachable.contains(row.app()), row.routed()))
            .toList(),
        disks.of(nodes));
  }

  /** Never the same twice, and always more than before, whichever replica asks. */
  @Transactional
  public long nextGeneration() {
    return tables.nextGeneration();
  }

  /** True when anything was written. */
  @Transactional
  public boolean record(Routing routing) {
    return tables.setRouted(routing.routed()) + tables.setUnrouted(routing.unrouted()) > 0;
  }

  private Map<NodeId, Map<String, Pod>> pods(
      List<PodRow> rows, Map<UUID, Map<String, VolumeMount>> volumes) {
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

  private static Map<NodeId, Map<String, Network>> networks(
      List<PictureRepository.NetworkRow> rows) {
    var networks = new HashMap<NodeId, Map<String, Network>>();
    for (PictureRepository.NetworkRow row : rows) {
      String id = row.environment().toString();
      networks
          .computeIfAbsent(row.node(), _ -> new HashMap<>())
          .put(id, Network.newBuilder().setId(id).setSubnet(row.subnet()).build());
    }
    return networks;
  }

  private static Map<UUID, List<Endpoint>> endpoints(List<TrafficRow> rows) {
    var endpoints = new HashMap<UUID, List<Endpoint>>();
    rows.stream()
        .filter(row -> row.endpoint() && row.port() > 0)
        .forEach(row ->
            endpoints
                .computeIfAbsent(row.app(), _ -> new ArrayList<>())
                .add(
                    Endpoint.newBuilder()
                        .setPodId(row.pod().toString())
                        .setAddress(row.address())
                        .setPort(row.port())
                        .build()));
    return endpoints;
  }

  private static Map<String, Peer> peers(List<PictureRepository.PeerRow> rows) {
    var peers = new LinkedHashMap<String, Peer>();
    for (PictureRepository.PeerRow row : rows) {
      String id = row.node().value().toString();
      peers.put(
          id,
          Peer.newBuilder()
              .setNodeId(id)
              .setAddress(row.address())
              .setPodCidr(row.podCidr())
              .build());
    }
    return peers;
  }

  private static Map<String, Service> services(
      List<AppPort> rows, Map<UUID, List<Endpoint>> endpoints) {
    var services = new LinkedHashMap<String, Service>();
    for (AppPort row : rows) {
      services.put(
          row.id().toString(),
          Service.newBuilder()
              .setId(row.id().toString())
              .setAddress(row.address())
              .setPort(row.port())
              .setName(row.name())
              .setEnvironmentId(row.environment().toString())
              .addAllEndpoints(endpoints.getOrDefault(row.app(), List.of()))
              .build());
    }
    return services;
  }

  private static Map<String, Route> routes(
      List<HostRow> rows, Map<UUID, List<Endpoint>> endpoints) {
    var routes = new LinkedHashMap<String, Route>();
    for (HostRow row : rows) {
      routes.put(
          row.id().toString(),
          Route.newBuilder()
              .setId(row.id().toString())
              .setAppId(row.app().toString())
              .setHost(row.host())
              .addAllEndpoints(endpoints.getOrDefault(row.app(), List.of()))
              .build());
    }
    return routes;
  }
}
