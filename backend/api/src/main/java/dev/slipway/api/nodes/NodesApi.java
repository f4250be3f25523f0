package dev.slipway.api.nodes;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/api/v1/nodes")
public interface NodesApi {
  @GetExchange
  List<NodeView> list();

  /** For operators: a one-time token and the command that joins a machine with it. */
  @PostExchange("/join-tokens")
  @ResponseStatus(HttpStatus.CREATED)
  JoinTokenView createJoinToken();
}
