package dev.slipway.backend.registries;

import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the registry tells what was pushed. It asks again until the answer is good. */
@RestController
class NotificationController {
  private static final Logger log = LoggerFactory.getLogger(NotificationController.class);

  private final NotificationSecret secret;
  private final ImagePushes pushes;
  private final Json json;

  NotificationController(NotificationSecret secret, ImagePushes pushes, Json json) {
    this.secret = secret;
    this.pushes = pushes;
    this.json = json;
  }

  @PostMapping("/registry/notifications")
  ResponseEntity<Void> notified(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
      @RequestBody byte[] body) {
    if (!secret.is(authorization)) {
      return ResponseEntity.status(HttpServletResponse.SC_UNAUTHORIZED).build();
    }
    for (PushedImage pushed : PushedImage.read(json, new String(body, StandardCharsets.UTF_8))) {
      try {
        pushes.received(pushed);
      } catch (Problem refused) {
        // Asking again would not change it, and would hold up what comes after.
        log.warn("A push of {} deploys nothing: {}", pushed.repository(), refused.getMessage());
      }
    }
    return ResponseEntity.accepted().build();
  }
}
