package dev.slipway.agent.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;

/** Turns what the engine answers when it refuses into our words. */
final class Refusal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusal() {}

  static EngineException of(DockerException refused) {
    return new EngineException(sentence(refused), refused);
  }

  /** The engine's own sentence, without the wrapping it comes in. */
  static String sentence(DockerException refused) {
    String text = refused.getMessage() == null ? refused.toString() : refused.getMessage();
    String body = text.replaceFirst("^Status \\d+: ", "");
    try {
      JsonNode message = JSON.readTree(body).path("message");
      return message.isTextual() ? message.asText() : body;
    } catch (IOException _) {
      // Not JSON: an engine's plain words are as good.
      return body.strip();
    }
  }
}
