package dev.slipway.api.apps;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an app's images come from.
 *
 * @param url git address of an outside repository; null: Slipway's own git address takes pushes
 * @param branch the branch that deploys, such as {@code main}
 * @param folder folder of the repository that is the build context, {@code .} for the whole
 * @param dockerfile path of the Dockerfile inside the folder
 * @param target stage of a multi-stage Dockerfile to build; null: the last
 * @param args build arguments
 */
public record AppSource(
    @Nullable String url,
    String branch,
    String folder,
    String dockerfile,
    @Nullable String target,
    Map<String, String> args) {
  public static AppSource pushed() {
    return new AppSource(null, "main", ".", "Dockerfile", null, Map.of());
  }
}
