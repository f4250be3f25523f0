package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.forges.Message;
import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.webhooks.Contents.Packed;
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
  private static final int LOOKED_AT = 3;
  private static final int DEALT_WITH = 2;
  private static final int LONGEST_LINE = 20;

  private final WebhookInbox inbox;
  private final WebhookService webhooks;
  private final KnownHooks hooks;
  private final Turns<String> looking = new Turns<>(LOOKED_AT);
  private final Turns<OrganizationId> dealing = new Turns<>(DEALT_WITH);

  Intake(WebhookInbox inbox, WebhookService webhooks, KnownHooks hooks) {
    this.inbox = inbox;
    this.webhooks = webhooks;
    this.hooks = hooks;
  }

  /** Whose address it is. Only where many come at once it may be what was found a moment ago. */
  Addressed at(String path, String hook) {
    String place = path + "/" + hook;
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
    String hook = received.webhook().hook();
    Packed packed = received.packed();
    boolean tooLarge = packed.body() == null;
    Delivery dealt =
        dealing.within(
            received.webhook().organization(),
            tooLarge ? LONG_PATIENCE : PATIENCE,
            tooLarge ? Integer.MAX_VALUE : LONGEST_LINE,
            () -> known(received).orElseGet(() -> deal(received, message, packed)));
    if (dealt == null && tooLarge) {
      throw busy(
          "Many deliveries came at once and this one is too large to be kept for later. Send it again in a minute.");
    }
    return Objects.requireNonNullElseGet(
        dealt,
        () ->
            shortly(
                hook,
                () ->
                    inbox.keep(
                        received,
                        packed,
                        Verdict.WAITING,
                        "Many came at once. It is dealt with in a moment.")));
  }

  private Optional<Delivery> known(Received received) {
    Optional<Delivery> known = inbox.known(received);
    known.ifPresent(first -> inbox.again(received, first));
    return known;
  }

  private Delivery deal(Received received, Message message, Packed packed) {
    try {
      Delivery kept = inbox.deal(received, message, packed);
      CrashPoint.here("webhook.recorded");
      return kept;
    } catch (Problem problem) {
      if (problem.kind() == Problem.Kind.UNAUTHENTICATED) {
        throw problem;
      }
      return inbox.keep(received, packed, Verdict.FAILED, problem.getMessage());
    }
  }

  private static Problem busy(String sentence) {
    return Problem.of(Problem.Kind.UNAVAILABLE, "busy", sentence);
  }
}
