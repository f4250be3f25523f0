package dev.slipway.backend.registries;

import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;

import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.registries.ImagePushRepository.Waiting;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.security.TokenAuthenticator;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes note of pushes, and deploys the apps that wait for such a tag: those in protected
 * environments only when whoever pushed may deploy them.
 */
@Service
class ImagePushes {
  private static final Logger log = LoggerFactory.getLogger(ImagePushes.class);

  private final PushedApps apps;
  private final TokenAuthenticator tokens;
  private final Authorizer authorizer;

  ImagePushes(PushedApps apps, TokenAuthenticator tokens, Authorizer authorizer) {
    this.apps = apps;
    this.tokens = tokens;
    this.authorizer = authorizer;
  }

  /** One push makes at most one deployment of an app, however often it is told. */
  void received(PushedImage pushed) {
    for (Waiting app : apps.of(pushed)) {
      try {
        if (app.guarded()) {
          requireRight(pushed, app);
        }
        apps.deploy(pushed, app);
      } catch (Problem refused) {
        // Asking again would not change it.
        log.warn("A push of {} deploys nothing: {}", pushed.repository(), refused.getMessage());
        apps.refused(pushed, app, refused.getMessage());
      }
    }
    apps.done(pushed);
  }

  private void requireRight(PushedImage pushed, Waiting app) {
    UUID token = pushed.token();
    Principal who =
        (token == null ? Optional.<Principal>empty() : tokens.known(token))
            .orElseThrow(ImagePushes::unknown);
    try {
      AppScope _ = tokens.as(who, () -> authorizer.app(app.app(), DEPLOYMENTS_WRITE));
    } catch (Problem problem) {
      throw problem.kind() == Problem.Kind.NOT_FOUND ? unknown() : problem;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Problem unknown() {
    return Problem.forbidden(
        "The environment is protected, and whoever pushed is not known to have the right to deploy"
            + " there. Deploy it yourself, or push with the token of somebody who may.");
  }
}
