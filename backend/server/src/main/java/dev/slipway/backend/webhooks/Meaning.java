package dev.slipway.backend.webhooks;

import dev.slipway.api.apps.ImageSource;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.deployments.DeploymentService;
import dev.slipway.backend.deployments.Started;
import dev.slipway.backend.forges.Forge;
import dev.slipway.backend.forges.Message;
import dev.slipway.backend.forges.Message.Change;
import dev.slipway.backend.kernel.TagPattern;
import dev.slipway.backend.previews.PreviewService;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.webhooks.PushRules.Decision;
import dev.slipway.backend.webhooks.Webhook.Learned;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds out what a message means for its app and does it. The webhook is locked meanwhile. */
@Component
class Meaning {
  private static final int LONGEST = 255;
  private static final Duration MOST_AHEAD = Duration.ofDays(365);

  private final DeliveryRepository deliveries;
  private final WebhookRepository webhooks;
  private final PullRequests pulls;
  private final PreviewService previews;
  private final AppService apps;
  private final DeploymentService deployments;
  private final Authorizer authorizer;
  private final InstantSource clock;

  Meaning(
      DeliveryRepository deliveries,
      WebhookRepository webhooks,
      PullRequests pulls,
      PreviewService previews,
      AppService apps,
      DeploymentService deployments,
      Authorizer authorizer,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.pulls = pulls;
    this.previews = previews;
    this.apps = apps;
    this.deployments = deployments;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /**
   * @param by somebody who wants it dealt with whatever came since; null for the forge
   * @param approved whether that is somebody who looked at what a fork wants to run
   */
  record Order(
      Webhook webhook, Forge forge, Message message, @Nullable String by, boolean approved) {
    static Order fromForge(Webhook webhook, Forge forge, Message message) {
      return new Order(webhook, forge, message, null, false);
    }
  }

  /**
   * @param row where the verdict will stand
   * @return the delivery with its verdict
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Delivery act(Order order, UUID row, Delivery told) {
    return switch (order.message()) {
      case Message.Ping _ -> told.with(Verdict.SKIPPED, "The webhook works.", null);
      case Message.Other other -> told.with(Verdict.SKIPPED, other.reason(), null);
      case Message.Push push -> push(order, row, told, push);
      case Message.PullRequest pull -> pulls.act(order, told, pull);
    };
  }

  private Delivery push(Order order, UUID row, Delivery told, Message.Push push) {
    Webhook webhook = order.webhook();
    AppScope scope = authorizer.onBehalfOf(new Caller.Outside(order.forge().name()), webhook.app());
    App app = apps.app(scope);
    if (previews.within(scope)) {
      return skipped(
          told, push, "The app is in the preview of a pull request, and only that one deploys it.");
    }
    if (app.source().image() != null) {
      return image(scope, order, told, push, app.source().image());
    }
    Message.Repository repository = push.repository();
    if (repository != null) {
      String source = app.source().url();
      if (source == null) {
        return skipped(
            told, push, "The app is built from Slipway's own repository, not from this one.");
      }
      if (!SameRepository.is(webhook.repository(), source, repository)) {
        return skipped(told, push, "The push is to another repository than the app's source.");
      }
      learn(webhook, source, repository);
      if (Boolean.FALSE.equals(app.source().autoDeploy())) {
        return skipped(
            told,
            push,
            "The app does not deploy new commits by itself. Deploy by hand, or change that in its settings.");
      }
    }
    return switch (PushRules.decide(app.source(), webhook.filters(), push)) {
      case Decision.Skip skip ->
          about(told, push, skip.change()).with(Verdict.SKIPPED, skip.reason(), null);
      case Decision.Deploy deploy -> {
        Delivery moved = about(told, push, deploy.change());
        yield order.by() == null
                && deliveries.newerKnown(webhook, row, moved, deploy.change().forced())
            ? moved.with(Verdict.SUPERSEDED, "A newer push to this branch arrived before.", null)
            : polled(scope, order, deploy)
                .map(number ->
                    moved.with(
                        Verdict.SKIPPED,
                        "Deployment #%d has this commit already: it was found by looking at the branch."
                            .formatted(number),
                        null))
                .orElseGet(() -> deploy(scope, order, moved, push, deploy));
      }
    };
  }

  /** What arrived so late that looking at the branch was faster; a person wants it all the same. */
  private Optional<Integer> polled(AppScope scope, Order order, Decision.Deploy deploy) {
    return order.by() != null || deploy.commit() == null
        ? Optional.empty()
        : deployments.polled(scope, deploy.name(), deploy.commit());
  }

  /** A branch is no tag of an image: only who names a tag can mean one. */
  private Delivery image(
      AppScope scope, Order order, Delivery told, Message.Push push, ImageSource image) {
    if (push.repository() != null) {
      return skipped(
          told,
          push,
          "The app runs an image that is built elsewhere: pushes to a repository do not deploy it.");
    }
    String ref = push.changes().isEmpty() ? "" : push.changes().getFirst().ref();
    String tag = ref.startsWith(PushRules.TAGS) ? ref.substring(PushRules.TAGS.length()) : "";
    if (tag.isEmpty() || !new TagPattern(image.tag()).matches(tag)) {
      return skipped(
          told,
          push,
          "The app runs an image with the tag %1$s. To deploy it, send the ref refs/tags/%1$s."
              .formatted(image.tag()));
    }
    Started started =
        deployments.start(
            scope, DeploymentView.Trigger.WEBHOOK, by(order, push), tag, null, null, null);
    return about(told, push, null)
        .with(
            Verdict.DEPLOYED,
            "Deployment #%d.".formatted(started.number()),
            started.deployment().value());
  }

  private Delivery skipped(Delivery told, Message.Push push, String reason) {
    return about(told, push, null).with(Verdict.SKIPPED, reason, null);
  }

  private Delivery deploy(
      AppScope scope, Order order, Delivery told, Message.Push push, Decision.Deploy deploy) {
    Started started =
        deployments.start(
            scope,
            DeploymentView.Trigger.WEBHOOK,
            by(order, push),
            deploy.name(),
            deploy.commit(),
            deploy.subject(),
            deploy.change().author());
    return told.with(
        Verdict.DEPLOYED,
        "Deployment #%d.".formatted(started.number()) + moved(scope, push.repository()),
        started.deployment().value());
  }

  /** Builds fetch from the address the app has; a redirect is not followed. */
  private String moved(AppScope scope, Message.@Nullable Repository repository) {
    String source = apps.app(scope).source().url();
    return repository == null
            || source == null
            || SameRepository.atTheSameAddress(source, repository)
        ? ""
        : " The repository is called %s now: change the address in the app's settings."
            .formatted(repository.name());
  }

  private void learn(Webhook webhook, String source, Message.Repository repository) {
    if (repository.id() != null) {
      var learned = new Learned(repository.id(), source, repository.name());
      if (!learned.equals(webhook.repository())) {
        webhooks.learn(webhook.id(), learned);
      }
    }
  }

  private Delivery about(Delivery told, Message.Push push, @Nullable Change change) {
    Change about = change != null || push.changes().isEmpty() ? change : push.changes().getFirst();
    Message.Repository repository = push.repository();
    return about == null
        ? told
        : told.about(
            cut(about.ref()),
            about.after(),
            about.before(),
            repository == null ? null : sane(repository.pushedAt()));
  }

  /** A clock that is far ahead would make everything after it look old. */
  private @Nullable Instant sane(@Nullable Instant pushedAt) {
    return pushedAt == null || pushedAt.isAfter(clock.instant().plus(MOST_AHEAD)) ? null : pushedAt;
  }

  private static @Nullable String cut(String ref) {
    return ref.isEmpty() ? null : ref.substring(0, Math.min(ref.length(), LONGEST));
  }

  private static String by(Order order, Message.Push push) {
    String forge = order.forge().name();
    if (order.by() != null) {
      return order.by() + " (replay)";
    }
    return push.by() == null ? forge : "%s (%s)".formatted(push.by(), forge);
  }
}
