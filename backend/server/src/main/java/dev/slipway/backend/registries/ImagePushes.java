package dev.slipway.backend.registries;

import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.deployments.DeploymentService;
import dev.slipway.backend.kernel.TagPattern;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.registries.ImagePushRepository.Waiting;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes note of pushes, and deploys the apps that wait for such a tag. */
@Service
class ImagePushes {
  private final ImagePushRepository rows;
  private final DeploymentService deployments;
  private final Authorizer authorizer;
  private final PlatformProperties platform;
  private final InstantSource clock;

  ImagePushes(
      ImagePushRepository rows,
      DeploymentService deployments,
      Authorizer authorizer,
      PlatformProperties platform,
      InstantSource clock) {
    this.rows = rows;
    this.deployments = deployments;
    this.authorizer = authorizer;
    this.platform = platform;
    this.clock = clock;
  }

  /** One push makes at most one deployment of an app, however often it is told. */
  @Transactional
  public void received(PushedImage pushed) {
    if (!rows.insert(pushed, clock.instant())) {
      return;
    }
    String image = platform.registryHost() + "/" + pushed.repository();
    // By digest: whatever the tag means when the deployment begins, this push is what it is about.
    String reference = pushed.tag() + "@" + pushed.digest();
    for (Waiting waiting : rows.waiting(image, pushed, reference)) {
      if (new TagPattern(waiting.pattern()).matches(pushed.tag())) {
        var caller = new Caller.Outside(pushed.by().isEmpty() ? "a push" : pushed.by());
        var _ =
            deployments.start(
                authorizer.onBehalfOf(caller, waiting.app()),
                Trigger.PUSH,
                caller.name(),
                reference,
                null,
                null,
                null);
      }
    }
  }
}
