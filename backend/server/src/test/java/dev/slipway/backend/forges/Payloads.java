package dev.slipway.backend.forges;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whole payloads as the forges send them, changed as a test needs it. */
public final class Payloads {
  public static final String GITHUB_URL = "https://github.com/lighthouse-labs/tide-tables.git";
  public static final String GITLAB_URL = "https://gitlab.com/lighthouse-labs/tide-tables.git";
  public static final String GITEA_URL =
      "https://git.harbour.example/lighthouse-labs/tide-tables.git";
  public static final String BITBUCKET_URL =
      "https://bitbucket.org/lighthouse-labs/tide-tables.git";
  public static final String AFTER = "9c1f3a7e5b2d4c6f8a0e1b3d5f7092a4c6e8b0d2";
  public static final String BEFORE = "1d2e3f405162738495a6b7c8d9eafb0c1d2e3f40";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Payloads() {}

  public static byte[] bytes(String name) {
    try (InputStream file =
        Payloads.class.getResourceAsStream("/webhooks/%s.json".formatted(name))) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String name, Consumer<ObjectNode> change) {
    var payload = (ObjectNode) JSON.readTree(bytes(name));
    change.accept(payload);
    return payload.toString().getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] github(Consumer<ObjectNode> change) {
    return bytes("github-push", change);
  }

  public static ObjectNode repository(ObjectNode payload) {
    return (ObjectNode) payload.get("repository");
  }

  public static ObjectNode head(ObjectNode payload) {
    return (ObjectNode) payload.get("head_commit");
  }

  /** The first commit's list of changed files. */
  public static ArrayNode modified(ObjectNode payload) {
    return (ArrayNode) payload.get("commits").get(0).get("modified");
  }

  /** A payload recorded at the forge, where a collection of them lies beside the project. */
  static Optional<byte[]> recorded(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path file = folder.resolve("../shared/webhooks").resolve(name).normalize();
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
