package dev.slipway.backend.nodes;

import dev.slipway.api.nodes.JoinTokenView;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.api.nodes.NodesApi;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.Authorizer;
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
    authorizer.requireOperator();
    return nodes.list();
  }

  @Override
  public JoinTokenView createJoinToken() {
    authorizer.requireOperator();
    authorizer.requireFresh();
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
}
