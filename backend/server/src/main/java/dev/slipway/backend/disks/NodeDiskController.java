package dev.slipway.backend.disks;

import dev.slipway.api.nodes.NodeDiskApi;
import dev.slipway.api.nodes.NodeDiskView;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.security.Authorizer;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NodeDiskController implements NodeDiskApi {
  private final Authorizer authorizer;
  private final NodeDisks disks;

  NodeDiskController(Authorizer authorizer, NodeDisks disks) {
    this.authorizer = authorizer;
    this.disks = disks;
  }

  @Override
  public NodeDiskView disk(UUID node) {
    authorizer.requireOperator();
    return disks.of(new NodeId(node));
  }
}
