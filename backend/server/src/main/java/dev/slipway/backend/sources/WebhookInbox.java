package dev.slipway.backend.sources;

import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.backend.deployments.DeploymentService;
import dev.slipway.backend.deployments.Started;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.sources.Delivery.Verdict;
import dev.slipway.backend.sources.GithubRules.Decision;
import dev.slipway.backend.workloads.AppService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Verified deliveries: kept with their verdict in the transaction that starts the deployment, each
 * once.
 */
@Service
class WebhookInbox {
  private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");
  private static final int LONGEST = 255;

  private final DeliveryRepository deliveries;
  private final AppService apps;
  private final DeploymentService deployments;
  private final Authorizer authorizer;
  private final InstantSource clock;

  WebhookInbox(
      DeliveryRepository deliveries,
      AppService apps,
      DeploymentService deployments,
      Authorizer authorizer,
      InstantSource clock) {
    this.deliveries = deliveries;
    this.apps = apps;
    this.deployments = deployments;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /** Deploys or not. The answer to a delivery sent again is the first one's. */
  @Transactional
  public Delivery push(Webhook webhook, String delivery, GithubPush push) {
    deliveries.lock(webhook);
    AppScope scope = authorizer.onBehalfOf(new Caller.Outside("GitHub"), webhook.app());
    Decision decision = GithubRules.decide(apps.app(scope).source(), push);
    Instant now = clock.instant();
    Delivery told = told(delivery, push, now);
    Optional<UUID> id = deliveries.insert(webhook, told, now);
    if (id.isEmpty()) {
      return deliveries.find(webhook, delivery).orElseThrow();
    }
    Delivery concluded = conclude(scope, webhook, id.get(), told, push, decision);
    deliveries.conclude(id.get(), concluded);
    return concluded;
  }

  /** For what never deploys. */
  @Transactional
  public Delivery keep(
      Webhook webhook, String delivery, String event, Verdict verdict, String reason) {
    Instant now = clock.instant();
    var kept =
        new Delivery(
            Uuids.next(now), delivery, event, verdict, reason, null, null, null, null, null);
    return deliveries.insert(webhook, kept, now).isPresent()
        ? kept
        : deliveries.find(webhook, delivery).orElse(kept);
  }

  private Delivery conclude(
      AppScope scope, Webhook webhook, UUID id, Delivery told, GithubPush push, Decision decision) {
    return switch (decision) {
      case Decision.Skip(var reason) -> told.with(Verdict.SKIPPED, reason, null);
      case Decision.Deploy deploy ->
          deliveries.newerKnown(webhook, id, told, push.forced())
              ? told.with(Verdict.SUPERSEDED, "A newer push to this branch arrived before.", null)
              : deploy(scope, told, deploy);
    };
  }

  private Delivery deploy(AppScope scope, Delivery told, Decision.Deploy deploy) {
    Started started =
        deployments.start(
            scope,
            DeploymentView.Trigger.WEBHOOK,
            deploy.by(),
            deploy.branch(),
            deploy.commit(),
            deploy.subject(),
            deploy.author());
    return told.with(
        Verdict.DEPLOYED,
        "Deployment #%d.".formatted(started.number()),
        started.deployment().value());
  }

  /** As long as nothing is decided it counts as skipped. */
  private static Delivery told(String delivery, GithubPush push, Instant now) {
    GithubPush.Repository repository = push.repository();
    Long seconds = repository == null ? null : repository.pushedAt();
    return new Delivery(
        Uuids.next(now),
        delivery,
        "push",
        Verdict.SKIPPED,
        "",
        cut(push.ref()),
        sha(push.after()),
        sha(push.before()),
        seconds == null || Math.abs(seconds) > now.getEpochSecond() * 2
            ? null
            : Instant.ofEpochSecond(seconds),
        null);
  }

  private static @Nullable String cut(@Nullable String ref) {
    if (ref == null) {
      return null;
    }
    String clean = ref.replace("\0", "");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
  }

  private static @Nullable String sha(@Nullable String text) {
    return text != null && SHA.matcher(text).matches() ? text : null;
  }
}
