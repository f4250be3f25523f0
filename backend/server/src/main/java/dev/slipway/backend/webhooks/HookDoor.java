package dev.slipway.backend.webhooks;

import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.Verdict;
import dev.slipway.backend.forges.Delivered;
import dev.slipway.backend.forges.Envelope;
import dev.slipway.backend.forges.Forge;
import dev.slipway.backend.forges.Headers;
import dev.slipway.backend.forges.Message;
import dev.slipway.backend.forges.Proof;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.webhooks.WebhookService.Addressed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where forges post. The signature is checked on the bytes as they came, before anything reads
 * them; an unknown address and a wrong signature get the same answer.
 */
@RestController
class HookDoor {
  /** GitHub's own limit, and the largest of all. */
  private static final int MOST_BYTES = 25 * 1024 * 1024;

  /** Forges give up after ten to thirty seconds. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static final Map<String, Forge> FORGES =
      Arrays.stream(Provider.values()).collect(Collectors.toMap(WebhookService::path, Forge::of));

  private final WebhookInbox inbox;
  private final Intake intake;
  private final Unanswered unanswered;
  private final InstantSource clock;
  private final Bodies bodies = new Bodies(MOST_BYTES, LONGEST);

  HookDoor(WebhookInbox inbox, Intake intake, Unanswered unanswered, InstantSource clock) {
    this.inbox = inbox;
    this.intake = intake;
    this.unanswered = unanswered;
    this.clock = clock;
  }

  /**
   * @param deployment what was started; null when nothing was, or not yet
   */
  record Answer(
      UUID id, String delivery, Verdict verdict, String reason, @Nullable UUID deployment) {}

  @PostMapping("/hooks/{forge}/{hook}")
  ResponseEntity<Answer> receive(
      @PathVariable String forge, @PathVariable String hook, HttpServletRequest request)
      throws IOException {
    Addressed addressed = intake.at(forge, hook);
    return bodies.read(
        request.getContentLengthLong(),
        request.getInputStream(),
        addressed.webhook() != null,
        body -> answered(forge, hook, addressed, new Delivered(headers(request), body)));
  }

  private ResponseEntity<Answer> answered(
      String path, String hook, Addressed addressed, Delivered delivered) {
    unanswered.came();
    try {
      return answer(path, hook, addressed, delivered);
    } finally {
      unanswered.answered();
    }
  }

  private ResponseEntity<Answer> answer(
      String path, String hook, Addressed addressed, Delivered delivered) {
    Forge forge = FORGES.getOrDefault(path, Forge.of(Provider.GITHUB));
    Proof proof = forge.prove(delivered, addressed.secrets(), clock.instant());
    Webhook webhook = addressed.webhook();
    if (webhook == null || proof == Proof.WRONG) {
      Webhook standing = webhook == null ? Nobody.at(hook) : webhook;
      refused(standing, forge, delivered, "The signature did not match the webhook's secret.");
      throw invalidSignature();
    }
    if (proof == Proof.STALE) {
      refused(webhook, forge, delivered, "The signature is right, but more than 5 minutes old.");
      throw Problem.of(
          Problem.Kind.UNAUTHENTICATED,
          "timestamp-out-of-range",
          "The delivery was signed more than 5 minutes ago, or a clock is wrong. Send it anew.");
    }
    var received = new Received(webhook, forge, forge.envelope(delivered), delivered);
    Message message = forge.read(delivered);
    Delivery kept = intake.take(received, message);
    // Whoever set the webhook up looks for a plain 200.
    int status =
        message instanceof Message.Ping
            ? HttpServletResponse.SC_OK
            : HttpServletResponse.SC_ACCEPTED;
    return ResponseEntity.status(status)
        .body(
            new Answer(
                kept.id(), kept.delivery(), kept.verdict(), kept.reason(), kept.deployment()));
  }

  private void refused(Webhook webhook, Forge forge, Delivered delivered, String reason) {
    Envelope envelope = Envelope.unproven(forge.delivery(delivered), forge.event(delivered));
    boolean _ =
        intake.shortly(
            webhook.hook(),
            () -> {
              inbox.refused(webhook, envelope, reason);
              return true;
            });
  }

  static Problem invalidSignature() {
    return Problem.of(
        Problem.Kind.UNAUTHENTICATED,
        "invalid-signature",
        "The signature is not right for this address. Check the webhook's address and secret at the"
            + " forge.");
  }

  private static Headers headers(HttpServletRequest request) {
    var headers = new Headers();
    for (String name : Collections.list(request.getHeaderNames())) {
      Collections.list(request.getHeaders(name)).forEach(value -> headers.with(name, value));
    }
    return headers;
  }
}
