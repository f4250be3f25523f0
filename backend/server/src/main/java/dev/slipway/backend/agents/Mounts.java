package dev.slipway.backend.agents;

import com.google.protobuf.ByteString;
import dev.slipway.protocol.Mount;
import dev.slipway.protocol.SecretFile;
import dev.slipway.protocol.TemporarySpace;
import dev.slipway.protocol.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Says a spec's mounts in the words of the protocol. */
final class Mounts {
  private Mounts() {}

  /**
   * @param values of all variables; a file whose variable is not among them is left out
   */
  static List<Mount> of(List<dev.slipway.api.apps.Mount> asked, Map<String, String> values) {
    return asked.stream().flatMap(mount -> of(mount, values)).toList();
  }

  private static Stream<Mount> of(dev.slipway.api.apps.Mount asked, Map<String, String> values) {
    var mount = Mount.newBuilder().setPath(asked.path()).setReadOnly(asked.readOnly());
    String name = Objects.requireNonNullElse(asked.name(), "");
    return switch (asked.kind()) {
      case VOLUME -> Stream.of(mount.setVolume(VolumeMount.newBuilder().setName(name)).build());
      case SECRET_FILE ->
          Stream.ofNullable(values.get(name))
              .map(value ->
                  mount
                      .setSecret(
                          SecretFile.newBuilder()
                              .setName(name)
                              .setContent(ByteString.copyFromUtf8(value)))
                      .build());
      case TEMPORARY ->
          Stream.of(
              mount
                  .setTemporary(
                      TemporarySpace.newBuilder()
                          .setSizeBytes(Objects.requireNonNullElse(asked.sizeBytes(), 0L))
                          .setInMemory(asked.inMemory()))
                  .build());
    };
  }

  /** Variables that are files only: what is in the environment shows wherever it is looked at. */
  static List<String> files(List<dev.slipway.api.apps.Mount> asked) {
    return asked.stream()
        .filter(mount -> mount.kind() == dev.slipway.api.apps.Mount.Kind.SECRET_FILE)
        .map(dev.slipway.api.apps.Mount::name)
        .filter(Objects::nonNull)
        .toList();
  }
}
