package dev.slipway.agent.network;

import dev.slipway.protocol.Endpoint;
import dev.slipway.protocol.Network;
import dev.slipway.protocol.Peer;
import dev.slipway.protocol.Service;
import java.util.List;

/** Words for tests. */
final class Desired {
  static final String ENVIRONMENT = "0193a1b2-0000-7000-8000-aabbccddeeff";

  private Desired() {}

  static Rules rules(Service... services) {
    return rulesIn("", services);
  }

  /**
   * @param podRange all addresses of pods
   */
  static Rules rulesIn(String podRange, Service... services) {
    var network = Network.newBuilder().setId(ENVIRONMENT).setSubnet("10.11.0.0/24").build();
    return Rules.of(
        new Cidr("10.96.0.0/16"),
        new DesiredNetwork(
            "10.11.0.0/20",
            podRange,
            "10.96.0.0/16",
            List.of(network),
            List.of(services),
            List.of(),
            List.of(peer())));
  }

  private static Peer peer() {
    return Peer.newBuilder()
        .setNodeId("other")
        .setAddress("10.77.0.12")
        .setPodCidr("10.12.0.0/20")
        .build();
  }

  static Service service(String address, String... podAddresses) {
    var service =
        Service.newBuilder()
            .setId(address)
            .setAddress(address)
            .setPort(80)
            .setEnvironmentId(ENVIRONMENT);
    for (String pod : podAddresses) {
      service.addEndpoints(Endpoint.newBuilder().setAddress(pod).setPort(8080));
    }
    return service.build();
  }
}
