package dev.slipway.backend.registries;

import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.deployments.DeploymentService;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.TagPattern;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.registries.ImagePushRepository.Waiting;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a push means for apps, each in a transaction of its own: none holds up another. */
@Service
class PushedApps {
  private final ImagePushRepository rows;
  private final DeploymentService deployments;
  private final Authorizer authorizer;
  private final EventLog events;
  private final PlatformProperties platform;
  private final InstantSource clock;

  PushedApps(
      ImagePushRepository rows,
      DeploymentService deployments,
      Authorizer authorizer,
      EventLog events,
      PlatformProperties platform,
      InstantSource clock) {
    this.rows = rows;
    this.deployments = deployments;
    this.authorizer = authorizer;
    this.events = events;
    this.platform = platform;
    this.clock = clock;
  }

  /** None when it was dealt with before. */
  @Transactional
  public List<Waiting> of(PushedImage pushed) {
    return rows.known(pushed.event()) ? List.of() : waiting(pushed);
  }

  @Transactional
  public void deploy(PushedImage pushed, Waiting app) {
    rows.lock(pushed.event());
    if (!waiting(pushed).contains(app)) {
      return;
    }
    var caller = new Caller.Outside(by(pushed));
    var _ =
        deployments.start(
            authorizer.onBehalfOf(caller, app.app()),
            Trigger.PUSH,
            caller.name(),
            reference(pushed),
            null,
            null,
            null);
  }

  @Transactional
  public void refused(PushedImage pushed, Waiting app, String why) {
    events.record(
        new NewEvent(
            NewEvent.Severity.WARNING,
            "PushNotDeployed",
            "%s pushed %s:%s, which the app waits for. It was not deployed: %s"
                .formatted(by(pushed), pushed.repository(), pushed.tag(), why),
            app.organization(),
            app.project(),
            app.app(),
            null,
            null,
            null));
  }

  /** At last: what broke off in between is done when the registry tells again. */
  @Transactional
  public void done(PushedImage pushed) {
    rows.insert(pushed, clock.instant());
  }

  private List<Waiting> waiting(PushedImage pushed) {
    String image = platform.registryHost() + "/" + pushed.repository();
    return rows.waiting(image, pushed, reference(pushed)).stream()
        .filter(app -> new TagPattern(app.pattern()).matches(pushed.tag()))
        .toList();
  }

  /** By digest: whatever the tag means when the deployment begins, it is about this push. */
  private static String reference(PushedImage pushed) {
    return pushed.tag() + "@" + pushed.digest();
  }

  private static String by(PushedImage pushed) {
    return pushed.by().isEmpty() ? "a push" : pushed.by();
  }
}
