package dev.slipway.backend.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A whole push as GitHub sends it, changed as a test needs it. */
final class GithubPayload {
  static final String URL = "https://github.com/lighthouse-labs/tide-tables.git";
  static final String AFTER = "9c1f3a7e5b2d4c6f8a0e1b3d5f7092a4c6e8b0d2";
  static final String BEFORE = "1d2e3f405162738495a6b7c8d9eafb0c1d2e3f40";
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private GithubPayload() {}

  static byte[] bytes(Consumer<ObjectNode> change) {
    var payload =
        (ObjectNode)
            JSON.readTree(GithubPayload.class.getResourceAsStream("/webhooks/github-push.json"));
    change.accept(payload);
    return payload.toString().getBytes(StandardCharsets.UTF_8);
  }

  static GithubPush push(Consumer<ObjectNode> change) {
    return JSON.readValue(bytes(change), GithubPush.class);
  }

  static GithubPush push(byte[] bytes) {
    return JSON.readValue(bytes, GithubPush.class);
  }

  static ObjectNode repository(ObjectNode payload) {
    return (ObjectNode) payload.get("repository");
  }

  static ObjectNode head(ObjectNode payload) {
    return (ObjectNode) payload.get("head_commit");
  }

  /** A payload recorded at the forge, where a collection of them lies beside the project. */
  static Optional<byte[]> recorded(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("../shared/webhooks/github").resolve(name).normalize();
      if (Files.isRegularFile(file)) {
        try {
          return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return Optional.empty();
  }
}
