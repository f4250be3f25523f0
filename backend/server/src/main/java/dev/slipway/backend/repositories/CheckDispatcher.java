package dev.slipway.backend.repositories;

import dev.slipway.backend.feed.ChangeFeed;
import dev.slipway.backend.feed.Rounds;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.nodes.NodeLink;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.repositories.CheckDesk.Answer;
import dev.slipway.backend.repositories.CheckDesk.Asked;
import dev.slipway.protocol.HeadReply;
import dev.slipway.protocol.HeadRequest;
import dev.slipway.protocol.ToAgent;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Hands questions to the nodes whose streams end in this process, and files their answers. Runs in
 * every replica.
 */
@Component
public class CheckDispatcher extends Rounds {
  private final CheckDesk desk;
  private final RepositoryAccess access;
  private final NodeLink link;
  private final PlatformProperties platform;

  CheckDispatcher(
      CheckDesk desk,
      RepositoryAccess access,
      NodeLink link,
      PlatformProperties platform,
      ChangeFeed feed) {
    super("repository-checks", feed, Set.of("repository_check", "node"), Duration.ZERO);
    this.desk = desk;
    this.access = access;
    this.link = link;
    this.platform = platform;
  }

  /** Where the conversation with agents brings what it hears of repositories. */
  public void received(NodeId node, HeadReply reply) {
    UUID id;
    try {
      id = UUID.fromString(reply.getId());
    } catch (IllegalArgumentException _) {
      return;
    }
    desk.answer(
        node,
        id,
        new Answer(
            reply.getCommit(),
            reply.getFailure().getType(),
            reply.getFailure().getMessage(),
            reply.getHostKeysList()));
  }

  @Override
  protected void pass() {
    Set<NodeId> connected = link.connected();
    if (connected.isEmpty()) {
      return;
    }
    for (Asked asked : desk.claim(connected)) {
      if (!link.send(asked.node(), order(asked.check()))) {
        desk.takeBack(asked.check().id());
      }
    }
  }

  private ToAgent order(Check check) {
    Opening opening =
        access.open(check.organization(), check.app(), check.url(), check.credential());
    return ToAgent.newBuilder()
        .setHead(
            HeadRequest.newBuilder()
                .setId(check.id().toString())
                .setGitUrl(opening.url())
                .setGitUser(opening.user())
                .setGitPassword(opening.password())
                .addAllSshKeys(opening.sshKeys())
                .addAllKnownHosts(opening.knownHosts())
                .setRef(check.ref())
                .addAllAllowedGitHosts(platform.allowedGitHosts()))
        .build();
  }
}
