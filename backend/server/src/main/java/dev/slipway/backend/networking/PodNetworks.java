package dev.slipway.backend.networking;

import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives pods their addresses: each environment has a /24 on each machine where it has pods, out of
 * the machine's own range; .1 is the bridge's. Only the leader calls, so two never choose the same;
 * the tables' unique keys hold it.
 */
@Service
public class PodNetworks {
  private static final int SUBNET = 24;
  private static final int FIRST = 2;
  private static final int LAST = 254;

  private final PodNetworkRepository networks;

  PodNetworks(PodNetworkRepository networks) {
    this.networks = networks;
  }

  /** Empty when the machine has no subnet left for the environment, or the subnet no address. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<String> address(
      long epoch, OrganizationId organization, EnvironmentId environment, NodeId node, PodId pod) {
    return networks
        .subnet(environment, node)
        .or(() -> newSubnet(epoch, organization, environment, node))
        .flatMap(subnet -> free(subnet, networks.addresses(environment, node), pod));
  }

  private Optional<Ipv4Range> newSubnet(
      long epoch, OrganizationId organization, EnvironmentId environment, NodeId node) {
    Ipv4Range range = networks.range(node);
    Optional<Ipv4Range> subnet =
        firstFree(range, networks.subnets(node))
            .or(() -> {
              // Environments that had pods here once give way to one that has them now.
              networks.forgetUnused(epoch, node);
              return firstFree(range, networks.subnets(node));
            });
    subnet.ifPresent(found -> networks.insert(epoch, organization, environment, node, found));
    return subnet;
  }

  static Optional<Ipv4Range> firstFree(Ipv4Range range, Set<String> taken) {
    for (int i = 0; ; i++) {
      Optional<Ipv4Range> candidate = range.subnet(SUBNET, i);
      if (candidate.isEmpty() || !taken.contains(candidate.get().toString())) {
        return candidate;
      }
    }
  }

  /**
   * Starts looking at a place of the pod's own, so that an address rests before its next pod gets
   * it.
   */
  static Optional<String> free(Ipv4Range subnet, Set<String> taken, PodId pod) {
    int count = LAST - FIRST + 1;
    int start = Math.floorMod(pod.value().hashCode(), count);
    for (int i = 0; i < count; i++) {
      String address = subnet.address(FIRST + (start + i) % count);
      if (!taken.contains(address)) {
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }
}
