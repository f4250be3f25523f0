package dev.slipway.backend.registries;

import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where the registry tells what was pushed. It asks again until the answer is good. */
@RestController
class NotificationController {
  /** The registry tells of one thing at a time, in about a kilobyte. */
  private static final int MOST_BYTES = 1024 * 1024;

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
      HttpServletRequest request)
      throws IOException {
    // Before anything is read: everybody can post here.
    if (!secret.is(authorization)) {
      return ResponseEntity.status(HttpServletResponse.SC_UNAUTHORIZED).build();
    }
    var body = new byte[MOST_BYTES + 1];
    int length =
        request.getContentLengthLong() > MOST_BYTES
            ? body.length
            : request.getInputStream().readNBytes(body, 0, body.length);
    if (length > MOST_BYTES) {
      throw Problem.of(
          Problem.Kind.TOO_LARGE, "payload-too-large", "The notification is larger than 1 MiB.");
    }
    String text = new String(body, 0, length, StandardCharsets.UTF_8);
    for (PushedImage pushed : PushedImage.read(json, text)) {
      pushes.received(pushed);
    }
    return ResponseEntity.accepted().build();
  }
}
