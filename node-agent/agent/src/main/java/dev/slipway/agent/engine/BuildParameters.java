package dev.slipway.agent.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to build.
 *
 * @param tag the name the image gets on this engine
 * @param dockerfile path inside the context
 * @param target stage to stop at; null for the last
 */
public record BuildParameters(
    String tag,
    String dockerfile,
    @Nullable String target,
    Map<String, String> args,
    Map<String, String> labels) {
  public BuildParameters {
    args = Map.copyOf(args);
    labels = Map.copyOf(labels);
  }
}
