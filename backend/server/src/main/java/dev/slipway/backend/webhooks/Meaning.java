package dev.slipway.backend.webhooks;

import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.deployments.DeploymentService;
import dev.slipway.backend.deployments.Started;
import dev.slipway.backend.forges.Forge;
import dev.slipway.backend.forges.Message;
import dev.slipway.backend.forges.Message.Change;
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
  private final AppService apps;
  private final DeploymentService deployments;
  private final Authorizer authorizer;
  private final InstantSource clock;

  Meaning(
      DeliveryRepository deliveries,
      WebhookRepository webhooks,
      PullRequests pulls,
      AppService apps,
      DeploymentService deployments,
      Authorizer authorizer,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.webhooks = webhooks;
    this.pulls = pulls;
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
    Message.Repository repository = push.repository();
    if (repository != null) {
      String source = app.source().url();
      if (source == null) {
        return about(told, push, null)
            .with(
                Verdict.SKIPPED,
                "The app is built from Slipway's own repository, not from this one.",
                null);
      }
      if (!SameRepository.is(webhook.repository(), source, repository)) {
        return about(told, push, null)
            .with(
                Verdict.SKIPPED, "The push is to another repository than the app's source.", null);
      }
      learn(webhook, source, repository);
    }
    return switch (PushRules.decide(app.source(), webhook.filters(), push)) {
      case Decision.Skip skip ->
          about(told, push, skip.change()).with(Verdict.SKIPPED, skip.reason(), null);
      case Decision.Deploy deploy -> {
        Delivery moved = about(told, push, deploy.change());
        yield order.by() == null
                && deliveries.newerKnown(webhook, row, moved, deploy.change().forced())
            ? moved.with(Verdict.SUPERSEDED, "A newer push to this branch arrived before.", null)
            : deploy(scope, order, moved, push, deploy);
      }
    };
  }

  private Delivery deploy(
      AppScope scope, Order order, Delivery told, Message.Push push, Decision.Deploy deploy) {
    Started started =
        deployments.start(
            scope,
            DeploymentView.Trigger.WEBHOOK,
            order.by() == null ? by(order.forge(), push.by()) : order.by() + " (replay)",
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

  private static String by(Forge forge, @Nullable String name) {
    return name == null ? forge.name() : "%s (%s)".formatted(name, forge.name());
  }
}
