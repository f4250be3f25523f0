package dev.slipway.api.nodes;

import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

@HttpExchange("/api/v1/nodes")
public interface NodeDiskApi {
  /** For operators: what fills the node's disk, and when it will be full. */
  @GetExchange("/{node}/disk")
  NodeDiskView disk(@PathVariable UUID node);
}
