package dev.slipway.backend.networking;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

@Repository
class PodNetworkRepository {
  private static final String SUBNET =
      """
      select text(subnet) from environment_network where environment_id = :environment and node_id = :node
      """;
  private static final String SUBNETS =
      "select text(subnet) from environment_network where node_id = :node";
  private static final String RANGE = "select text(pod_cidr) from node where id = :node";
  private static final String ADDRESSES =
      """
      select host(address) from pod
       where environment_id = :environment and node_id = :node and address is not null
      """;
  private static final String INSERT =
      """
      insert into environment_network (organization_id, environment_id, node_id, subnet)
      values (:organization, :environment, :node, cast(:subnet as cidr))
      """;
  private static final String FORGET_UNUSED =
      """
      delete from environment_network
       where node_id = :node
         and not exists (select 1 from pod
                          where pod.environment_id = environment_network.environment_id
                            and pod.node_id = environment_network.node_id)
      """;

  private final Db db;

  PodNetworkRepository(Db db) {
    this.db = db;
  }

  Optional<Ipv4Range> subnet(EnvironmentId environment, NodeId node) {
    return db.system()
        .sql(SUBNET)
        .param("environment", environment.value())
        .param("node", node.value())
        .query(String.class)
        .optional()
        .map(Ipv4Range::of);
  }

  Set<String> subnets(NodeId node) {
    return db.system()
        .sql(SUBNETS)
        .param("node", node.value())
        .query((row, _) -> row.getString(1))
        .set();
  }

  Ipv4Range range(NodeId node) {
    return Ipv4Range.of(
        db.system().sql(RANGE).param("node", node.value()).query(String.class).single());
  }

  Set<String> addresses(EnvironmentId environment, NodeId node) {
    return db.system()
        .sql(ADDRESSES)
        .param("environment", environment.value())
        .param("node", node.value())
        .query((row, _) -> row.getString(1))
        .set();
  }

  void insert(
      long epoch,
      OrganizationId organization,
      EnvironmentId environment,
      NodeId node,
      Ipv4Range subnet) {
    db.leader(epoch)
        .sql(INSERT)
        .param("organization", organization.value())
        .param("environment", environment.value())
        .param("node", node.value())
        .param("subnet", subnet.toString())
        .update();
  }

  void forgetUnused(long epoch, NodeId node) {
    db.leader(epoch).sql(FORGET_UNUSED).param("node", node.value()).update();
  }
}
