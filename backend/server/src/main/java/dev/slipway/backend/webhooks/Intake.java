package dev.slipway.backend.webhooks;

import dev.slipway.backend.forges.Message;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.webhooks.WebhookService.Addressed;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Takes genuine deliveries: deals with them at once, or keeps them for later when their
 * organization sends more than its share. Either way nothing is lost once it was answered.
 */
@Component
class Intake {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  /** For what is too large to be kept; forges give up after ten seconds. */
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(8);

  private static final Duration UNTIL_THEY_GIVE_UP = Duration.ofSeconds(30);
  private static final int LOOKED_AT = 1;
  private static final int DEALT_WITH = 2;
  private static final int LONGEST_LINE = 20;

  /** What a team pushes in a busy minute is dealt with at once; a flood waits for itself. */
  private static final int BURST = 20;

  private static final Duration EACH = Duration.ofSeconds(1);

  private final WebhookInbox inbox;
  private final WaitingBatches later;
  private final WebhookService webhooks;
  private final KnownHooks hooks;
  private final Turns<String> looking = new Turns<>(LOOKED_AT);
  private final Turns<OrganizationId> dealing = new Turns<>(DEALT_WITH);
  private final Shares<OrganizationId> shares = new Shares<>(BURST, EACH, System::nanoTime);

  Intake(WebhookInbox inbox, WaitingBatches later, WebhookService webhooks, KnownHooks hooks) {
    this.inbox = inbox;
    this.later = later;
    this.webhooks = webhooks;
    this.hooks = hooks;
  }

  /** Whose address it is. Where many come at once it may be what was found a moment ago. */
  Addressed at(String path, String hook) {
    String place = path + "/" + hook;
    Addressed last = hooks.justNow(place);
    if (last != null) {
      return last;
    }
    Addressed found =
        looking.within(hook, Duration.ZERO, () -> hooks.note(place, webhooks.at(path, hook)));
    Addressed known = found == null ? hooks.lately(place) : found;
    return Objects.requireNonNullElseGet(
        known, () -> shortly(hook, () -> hooks.note(place, webhooks.at(path, hook))));
  }

  /**
   * For what is short.
   *
   * @param hook whether anybody has this address or not
   */
  <T> T shortly(String hook, Supplier<T> action) {
    T done = looking.within(hook, UNTIL_THEY_GIVE_UP, action);
    if (done == null) {
      throw busy("Too many deliveries came to this address at once. Send it again in a minute.");
    }
    return done;
  }

  Delivery take(Received received, Message message) {
    OrganizationId organization = received.webhook().organization();
    var arrived = new Arrived(received, received.packed());
    boolean tooLarge = arrived.packed().body() == null;
    if (!tooLarge && !shares.take(organization)) {
      return later.keep(arrived);
    }
    Delivery dealt =
        dealing.within(
            organization,
            tooLarge ? LONG_PATIENCE : PATIENCE,
            tooLarge ? Integer.MAX_VALUE : LONGEST_LINE,
            () -> known(arrived).orElseGet(() -> deal(arrived, message)));
    if (dealt == null && tooLarge) {
      throw busy(
          "Many deliveries came at once and this one is too large to be kept for later. Send it again in a minute.");
    }
    return Objects.requireNonNullElseGet(dealt, () -> later.keep(arrived));
  }

  private Optional<Delivery> known(Arrived arrived) {
    Optional<Delivery> known = inbox.known(arrived);
    known.ifPresent(first -> inbox.again(arrived, first));
    return known;
  }

  private Delivery deal(Arrived arrived, Message message) {
    try {
      Delivery kept = inbox.deal(arrived, message);
      CrashPoint.here("webhook.recorded");
      return kept;
    } catch (Problem problem) {
      if (problem.kind() == Problem.Kind.UNAUTHENTICATED) {
        throw problem;
      }
      return inbox.keepFailed(arrived, problem.getMessage());
    }
  }

  private static Problem busy(String sentence) {
    return Problem.of(Problem.Kind.UNAVAILABLE, "busy", sentence);
  }
}
