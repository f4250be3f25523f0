package dev.slipway.agent.builds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/** Reads what the engine says during a build, from BuildKit or from its older builder. */
final class BuildMessages {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<String> log;
  private final StepLines steps;
  private String imageId = "";
  private String error = "";

  BuildMessages(Consumer<String> log) {
    this.log = log;
    this.steps = new StepLines(log);
  }

  void read(InputStream messages) throws IOException {
    try (var lines = new BufferedReader(new InputStreamReader(messages, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          message(JSON.readTree(line));
        }
      }
    }
  }

  private void message(JsonNode message) throws IOException {
    switch (message.path("id").asText()) {
      case "moby.buildkit.trace" ->
          steps.accept(Trace.parse(Base64.getDecoder().decode(message.path("aux").asText())));
      case "moby.image.id" -> imageId = message.path("aux").path("ID").asText();
      default -> plain(message);
    }
  }

  private void plain(JsonNode message) {
    if (message.has("error")) {
      error = message.path("errorDetail").path("message").asText(message.path("error").asText());
    } else if (message.path("aux").has("ID")) {
      imageId = message.path("aux").path("ID").asText();
    } else if (message.has("stream")) {
      message.path("stream").asText().lines().filter(line -> !line.isBlank()).forEach(log);
    }
  }

  /** Empty if the build made none. */
  String imageId() {
    return imageId;
  }

  /** Empty if it did not fail. */
  String error() {
    return error;
  }

  /** The step that failed; empty if none or unknown. */
  String failedStep() {
    return steps.failed();
  }
}
