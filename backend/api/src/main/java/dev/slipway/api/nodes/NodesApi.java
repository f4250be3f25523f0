package dev.slipway.api.nodes;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** For operators. */
@HttpExchange("/api/v1/nodes")
public interface NodesApi {
  @GetExchange
  List<NodeView> list();

  /** For operators: a one-time token and the command that joins a machine with it. */
  @PostExchange("/join-tokens")
  @ResponseStatus(HttpStatus.CREATED)
  JoinTokenView createJoinToken();

  @GetExchange("/{node}")
  NodeDetailView node(@PathVariable UUID node);

  /** Changes what is named. */
  @PatchExchange("/{node}")
  NodeDetailView update(
      @PathVariable UUID node,
      @RequestBody UpdateNode request,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  /**
   * Closes the node and moves its pods elsewhere, each only when its replacement serves. Answers at
   * once; the node says how far it is.
   */
  @PostExchange("/{node}/drain")
  @ResponseStatus(HttpStatus.ACCEPTED)
  NodeDetailView drain(@PathVariable UUID node, @RequestBody DrainNode request);

  /** Pods that have not moved stay. The node remains closed until it is opened. */
  @DeleteExchange("/{node}/drain")
  NodeDetailView cancelDrain(@PathVariable UUID node);

  /**
   * The machine is no node any more: its agent is sent away and its certificate opens nothing.
   *
   * @param force also while pods are there; they start elsewhere
   */
  @DeleteExchange("/{node}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable UUID node, @RequestParam(defaultValue = "false") boolean force);
}
