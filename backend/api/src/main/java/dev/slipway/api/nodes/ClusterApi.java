package dev.slipway.api.nodes;

import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** For operators. */
@HttpExchange("/api/v1/cluster")
public interface ClusterApi {
  @GetExchange
  ClusterView cluster();
}
