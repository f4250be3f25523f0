package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.deployments.Started;
import dev.slipway.backend.forges.Message.PullRequest;
import dev.slipway.backend.previews.PreviewService;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.workloads.AppService;
import org.springframework.stereotype.Component;

/**
 * What a pull request means for its app. What comes from a fork was written by anybody: each of its
 * commits waits until somebody who may deploy has approved it.
 */
@Component
class PullRequests {
  private final PreviewService previews;
  private final AppService apps;
  private final Authorizer authorizer;

  PullRequests(PreviewService previews, AppService apps, Authorizer authorizer) {
    this.previews = previews;
    this.apps = apps;
    this.authorizer = authorizer;
  }

  Delivery act(Meaning.Order order, Delivery told, PullRequest pull) {
    Webhook webhook = order.webhook();
    Delivery about =
        told.about("refs/pull/%d/head".formatted(pull.number()), pull.commit(), null, null);
    if (!webhook.previews().enabled()) {
      return about.with(Verdict.SKIPPED, "This webhook makes no previews of pull requests.", null);
    }
    AppScope scope = authorizer.onBehalfOf(new Caller.Outside(order.forge().name()), webhook.app());
    if (previews.within(scope)) {
      return about.with(
          Verdict.SKIPPED, "The app is in a preview itself, and has no previews of its own.", null);
    }
    String source = apps.app(scope).source().url();
    if (source == null || !SameRepository.is(webhook.repository(), source, pull.repository())) {
      return about.with(
          Verdict.SKIPPED,
          "The pull request is to another repository than the app's source.",
          null);
    }
    return switch (pull.action()) {
      case CLOSED ->
          about.with(
              Verdict.SKIPPED,
              previews.close(scope, pull.number())
                  ? "The pull request was closed: its preview is removed."
                  : "The pull request was closed and had no preview.",
              null);
      case OTHER -> about.with(Verdict.SKIPPED, "Nothing new to run in the pull request.", null);
      case CHANGED ->
          pull.fork() ? fromFork(order, scope, about, pull) : run(order, scope, about, pull);
    };
  }

  /** What is approved is one commit, so it has to be known which. */
  private Delivery fromFork(Meaning.Order order, AppScope scope, Delivery about, PullRequest pull) {
    if (pull.commit() == null) {
      return about.with(
          Verdict.SKIPPED,
          ("%s does not say the whole name of the fork's commit, so it could run another one than"
                  + " was looked at. Push the commit to a branch of this repository to try it.")
              .formatted(order.forge().name()),
          null);
    }
    return order.approved() ? run(order, scope, about, pull) : wait(about, pull);
  }

  private static Delivery wait(Delivery about, PullRequest pull) {
    return about.with(
        Verdict.AWAITING_APPROVAL,
        "%s wants to run commits of a fork. Look at them, then approve or leave it."
            .formatted(pull.by() == null ? "Somebody" : pull.by()),
        null);
  }

  private Delivery run(Meaning.Order order, AppScope scope, Delivery about, PullRequest pull) {
    String forge = order.forge().name();
    String by = pull.by() == null ? forge : "%s (%s)".formatted(pull.by(), forge);
    Started started =
        previews.run(
            scope,
            pull,
            order.webhook().previews().days(),
            by,
            order.approved() ? order.by() : null);
    return about.with(
        Verdict.DEPLOYED,
        "Preview pr-%d: deployment #%d%s."
            .formatted(
                pull.number(),
                started.number(),
                order.approved() ? ", approved by " + order.by() : ""),
        started.deployment().value());
  }
}
