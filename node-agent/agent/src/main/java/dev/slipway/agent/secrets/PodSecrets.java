package dev.slipway.agent.secrets;

import dev.slipway.protocol.Mount;
import dev.slipway.protocol.Pod;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of a pod's values are secret. */
public final class PodSecrets {
  private PodSecrets() {}

  public static Set<String> of(@Nullable Pod pod) {
    return pod == null
        ? Set.of()
        : Stream.concat(
                pod.getSecretNamesList().stream()
                    .map(name -> pod.getEnvironmentMap().get(name))
                    .filter(Objects::nonNull),
                pod.getMountsList().stream()
                    .filter(Mount::hasSecret)
                    .map(mount -> mount.getSecret().getContent().toStringUtf8()))
            .collect(Collectors.toUnmodifiableSet());
  }

  public static String redacted(@Nullable Pod pod, String text) {
    return pod == null || of(pod).isEmpty() ? text : Redactor.of(of(pod)).redacted(text);
  }
}
