package dev.slipway.backend.builds;

import dev.slipway.backend.config.ConfigSecrets;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.repositories.Opening;
import dev.slipway.backend.repositories.RepositoryAccess;
import dev.slipway.protocol.BuildCancel;
import dev.slipway.protocol.BuildOrder;
import dev.slipway.protocol.ToAgent;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Words a build for the node that runs it. */
@Component
class BuildOrders {
  private final PlatformProperties platform;
  private final BuildProperties limits;
  private final RepositoryAccess repositories;
  private final BaseLogins logins;
  private final ConfigSecrets secrets;

  BuildOrders(
      PlatformProperties platform,
      BuildProperties limits,
      RepositoryAccess repositories,
      BaseLogins logins,
      ConfigSecrets secrets) {
    this.platform = platform;
    this.repositories = repositories;
    this.limits = limits;
    this.logins = logins;
    this.secrets = secrets;
  }

  ToAgent order(ClaimedBuild build) {
    var order =
        BuildOrder.newBuilder()
            .setId(build.id().value().toString())
            .setOrganizationId(build.organization().value().toString())
            .setAppId(build.app().value().toString())
            .setRef(build.ref())
            .setFolder(build.source().folder())
            .setDockerfile(build.source().dockerfile())
            .putAllArgs(build.source().args())
            .addAllRedacted(
                secrets.in(build.organization(), build.app(), build.source().args().values()))
            .setImage(
                "%s/%s:%s"
                    .formatted(platform.registryHost(), build.repository(), build.id().value()))
            .setRegistryUser("build:" + build.id().value())
            .setRegistryPassword(build.secret().value())
            .setTimeoutSeconds(Math.toIntExact(limits.timeout().toSeconds()))
            .setMemoryBytes(limits.memoryBytes())
            .setCpuMillis(limits.cpuMillis())
            .setPids(limits.pids())
            .addAllBaseLogins(logins.of(build.organization(), build.app()));
    if (build.commit() != null) {
      order.setCommit(build.commit());
    }
    if (build.source().publish() != null) {
      // A tag of its own for every commit: which of them runs, Slipway knows, not the tag.
      String tag = build.commit() == null ? build.id().value().toString() : build.commit();
      order.setPublish(build.source().publish() + ":" + tag);
    }
    if (build.source().target() != null) {
      order.setTarget(build.source().target());
    }
    from(build, order);
    return ToAgent.newBuilder().setBuild(order).build();
  }

  /** The build's password is for our own git only; another host must not see it. */
  private void from(ClaimedBuild build, BuildOrder.Builder order) {
    List<String> hosts = new ArrayList<>(platform.allowedGitHosts());
    String url = build.source().url();
    if (url != null) {
      Opening opening =
          repositories.open(build.organization(), build.app(), url, build.source().credential());
      order
          .setGitUrl(opening.url())
          .setGitUser(opening.user())
          .setGitPassword(opening.password())
          .addAllSshKeys(opening.sshKeys())
          .addAllKnownHosts(opening.knownHosts());
    } else {
      hosts.add(platform.externalUrl().getAuthority());
      order
          .setGitUrl("%s/git/%s.git".formatted(platform.externalUrl(), build.repository()))
          .setOwnGit(true)
          .setGitUser("build")
          .setGitPassword(build.secret().value());
    }
    order.addAllAllowedGitHosts(hosts);
  }

  static ToAgent cancel(String build) {
    return ToAgent.newBuilder().setBuildCancel(BuildCancel.newBuilder().setId(build)).build();
  }
}
