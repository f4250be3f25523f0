package dev.slipway.backend.nodes;

import dev.slipway.api.nodes.DrainNode;
import dev.slipway.api.nodes.JoinTokenView;
import dev.slipway.api.nodes.NodeDetailView;
import dev.slipway.api.nodes.NodeView;
import dev.slipway.api.nodes.NodesApi;
import dev.slipway.api.nodes.UpdateNode;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.Authorizer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class NodesController implements NodesApi {
  private static final Duration LIFE = Duration.ofMinutes(15);
  private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");

  private final Authorizer authorizer;
  private final NodeQueries queries;
  private final NodeAdministration administration;
  private final JoinTokens tokens;
  private final PlatformProperties platform;

  NodesController(
      Authorizer authorizer,
      NodeQueries queries,
      NodeAdministration administration,
      JoinTokens tokens,
      PlatformProperties platform) {
    this.authorizer = authorizer;
    this.queries = queries;
    this.administration = administration;
    this.tokens = tokens;
    this.platform = platform;
  }

  @Override
  public List<NodeView> list() {
    authorizer.requireOperator();
    return queries.list();
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

  @Override
  public NodeDetailView node(UUID node) {
    authorizer.requireOperator();
    return queries.detail(new NodeId(node));
  }

  @Override
  public NodeDetailView update(UUID node, UpdateNode request, @Nullable String ifMatch) {
    authorizer.requireOperator();
    administration.update(new NodeId(node), request, version(ifMatch));
    return queries.detail(new NodeId(node));
  }

  @Override
  public NodeDetailView drain(UUID node, DrainNode request) {
    authorizer.requireOperator();
    administration.drain(new NodeId(node), request);
    return queries.detail(new NodeId(node));
  }

  @Override
  public NodeDetailView cancelDrain(UUID node) {
    authorizer.requireOperator();
    administration.cancelDrain(new NodeId(node));
    return queries.detail(new NodeId(node));
  }

  @Override
  public void remove(UUID node, boolean force) {
    authorizer.requireOperator();
    authorizer.requireFresh();
    administration.remove(new NodeId(node), force);
  }

  private static @Nullable Long version(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return null;
    }
    Matcher tag = ETAG.matcher(ifMatch);
    if (!tag.matches()) {
      throw Problem.invalid("If-Match takes the ETag of the node as it was sent, such as \"3\".");
    }
    return Long.valueOf(tag.group(1));
  }
}
