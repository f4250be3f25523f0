package dev.slipway.backend.nodes;

import dev.slipway.api.nodes.JoinTokenView;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.api.nodes.NodesApi;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import java.time.Duration;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NodesController implements NodesApi {
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final Authorizer authorizer;
  private final NodeRepository nodes;
  private final JoinTokens tokens;
  private final PlatformProperties platform;

  NodesController(
      Authorizer authorizer, NodeRepository nodes, JoinTokens tokens, PlatformProperties platform) {
    this.authorizer = authorizer;
    this.nodes = nodes;
    this.tokens = tokens;
    this.platform = platform;
  }

  @Override
  @Transactional(readOnly = true)
  public List<NodeView> list() {
    boolean operator = isOperator(authorizer.caller());
    return nodes.list().stream().map(node -> operator ? node : withoutAddress(node)).toList();
  }

  @Override
  public JoinTokenView createJoinToken() {
    authorizer.requireOperator();
    JoinTokens.Issued issued = tokens.issue(LIFE);
    String text = issued.token().text();
    String command =
        """
        (umask 077; printf %%s %s > join-token) && \
        SLIPWAY_CONTROL_PLANE=%s:%d SLIPWAY_JOIN_TOKEN_FILE=join-token java -jar slipway-agent.jar
        """
            .formatted(text, platform.externalUrl().getHost(), platform.agentPort());
    return new JoinTokenView(text, command, issued.expiresAt());
  }

  private static boolean isOperator(Caller caller) {
    return switch (caller) {
      case Caller.Person person -> person.operator();
      case Caller.Token token -> token.operator();
      case Caller.Build _, Caller.Outside _ -> false;
    };
  }

  // Where machines are is nobody's business but the operators'.
  private static NodeView withoutAddress(NodeView node) {
    return new NodeView(
        node.id(),
        node.name(),
        null,
        node.state(),
        node.stateSince(),
        node.schedulable(),
        node.roles(),
        node.cpuMillis(),
        node.cpuMillisUsed(),
        node.memoryBytes(),
        node.memoryBytesUsed(),
        node.diskBytes(),
        node.diskFreeBytes(),
        node.pods(),
        node.agentVersion(),
        node.engineVersion(),
        node.joinedAt(),
        node.lastSeenAt());
  }
}
