package dev.slipway.backend.sources;

import dev.slipway.backend.kernel.CrashPoint;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.sources.Delivery.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where GitHub, and whoever speaks its format, posts. The signature is checked on the bytes as they
 * came, before anything reads them; an unknown address and a wrong signature get the same answer.
 */
@RestController
class GithubHooks {
  /** GitHub's own limit. */
  private static final int MOST_BYTES = 25 * 1024 * 1024;

  private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final Pattern EVENT = Pattern.compile("[a-z_]{1,50}");
  private static final byte[] NO_SECRET = new byte[32];

  static {
    new SecureRandom().nextBytes(NO_SECRET);
  }

  private final WebhookService webhooks;
  private final WebhookInbox inbox;
  private final Bodies bodies = new Bodies(MOST_BYTES);
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  GithubHooks(WebhookService webhooks, WebhookInbox inbox) {
    this.webhooks = webhooks;
    this.inbox = inbox;
  }

  /**
   * @param deployment what was started; null when nothing was
   */
  record Answer(String delivery, String verdict, String reason, @Nullable UUID deployment) {}

  @PostMapping("/hooks/github/{hook}")
  ResponseEntity<Answer> receive(
      @PathVariable String hook,
      HttpServletRequest request,
      @RequestHeader(name = "X-GitHub-Event", defaultValue = "") String event,
      @RequestHeader(name = "X-GitHub-Delivery", defaultValue = "") String delivery)
      throws IOException {
    return bodies.read(request, body -> answer(hook, request, event, delivery, body));
  }

  private ResponseEntity<Answer> answer(
      String hook, HttpServletRequest request, String event, String delivery, byte[] body) {
    Optional<Webhook> webhook = webhooks.at(hook);
    byte[] secret = webhook.map(webhooks::secret).orElse(NO_SECRET);
    List<String> signatures = Collections.list(request.getHeaders("X-Hub-Signature-256"));
    boolean genuine = GithubSignature.matches(signatures, secret, body);
    if (webhook.isEmpty() || !genuine) {
      webhook.ifPresent(known -> refused(known, event, delivery));
      throw Problem.of(
          Problem.Kind.UNAUTHENTICATED,
          "invalid-signature",
          "The signature is not right for this address. Check the webhook's address and secret at the forge.");
    }
    if (!DELIVERY.matcher(delivery).matches() || !EVENT.matcher(event).matches()) {
      throw Problem.invalid(
          "The headers X-GitHub-Event and X-GitHub-Delivery are missing or not as GitHub sends them.");
    }
    return switch (event) {
      case "push" -> accepted(push(webhook.get(), delivery, payload(request, body)));
      case "ping" ->
          ok(inbox.keep(webhook.get(), delivery, event, Verdict.SKIPPED, "The webhook works."));
      default ->
          accepted(
              inbox.keep(webhook.get(), delivery, event, Verdict.SKIPPED, "Only pushes deploy."));
    };
  }

  private Delivery push(Webhook webhook, String delivery, byte[] payload) {
    try {
      Delivery kept = inbox.push(webhook, delivery, json.readValue(payload, GithubPush.class));
      CrashPoint.here("webhook.recorded");
      return kept;
    } catch (JacksonException _) {
      throw Problem.invalid("The body is not a push as GitHub sends it.");
    } catch (Problem problem) {
      return inbox.keep(webhook, delivery, "push", Verdict.FAILED, problem.getMessage());
    }
  }

  /**
   * Kept so that its owner sees why nothing happens; it may come again with the right signature.
   */
  private void refused(Webhook webhook, String event, String delivery) {
    inbox.keep(
        webhook,
        DELIVERY.matcher(delivery).matches() ? delivery : "unnamed",
        EVENT.matcher(event).matches() ? event : "unnamed",
        Verdict.BAD_SIGNATURE,
        "The signature did not match the webhook's secret.");
  }

  /** GitHub sends JSON, or the same in a form's field if the webhook is set so. */
  private static byte[] payload(HttpServletRequest request, byte[] body) {
    String type = request.getContentType();
    if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
      return body;
    }
    return Arrays.stream(new String(body, StandardCharsets.UTF_8).split("&", -1))
        .filter(field -> field.startsWith("payload="))
        .map(field ->
            URLDecoder.decode(field.substring("payload=".length()), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static ResponseEntity<Answer> accepted(Delivery delivery) {
    return ResponseEntity.status(HttpServletResponse.SC_ACCEPTED).body(view(delivery));
  }

  private static ResponseEntity<Answer> ok(Delivery delivery) {
    return ResponseEntity.ok(view(delivery));
  }

  private static Answer view(Delivery delivery) {
    return new Answer(
        delivery.delivery(), delivery.verdict().name(), delivery.reason(), delivery.deployment());
  }
}
