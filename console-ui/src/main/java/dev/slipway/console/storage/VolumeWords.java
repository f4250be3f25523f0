package dev.slipway.console.storage;

import static java.util.stream.Collectors.joining;

import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.api.storage.VolumeUsageView;
import dev.slipway.api.storage.VolumeUserView;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.console.components.Sizes;

/** What is said of a volume. */
final class VolumeWords {
  private VolumeWords() {}

  static String access(VolumeAccess access) {
    return switch (access) {
      case SINGLE_WRITER -> "One writer at a time";
      case SHARED -> "Any number of writers";
    };
  }

  static String where(VolumeView volume) {
    return switch (volume.state()) {
      case UNUSED -> "None yet: its first pod decides";
      case ON_NODE -> String.valueOf(volume.node());
      case LOST -> "Lost with %s, which was removed".formatted(volume.node());
      case DELETING -> "Being deleted from " + volume.node();
    };
  }

  static String users(VolumeView volume) {
    return volume.users().isEmpty()
        ? "No app"
        : volume.users().stream().map(VolumeWords::user).collect(joining(", "));
  }

  private static String user(VolumeUserView user) {
    return "%s at %s%s".formatted(user.slug(), user.path(), user.readOnly() ? " (reads)" : "");
  }

  /** Names of those that use it, each once. */
  static String names(VolumeView volume) {
    return volume.users().stream().map(VolumeUserView::slug).distinct().collect(joining(", "));
  }

  /** What is gone when it is deleted. */
  static String loss(VolumeView volume) {
    VolumeUsageView usage = volume.usage();
    String what =
        usage == null
            ? "Everything that is in it"
            : "Everything that is in it, %s in %d files,"
                .formatted(Sizes.bytes(usage.usedBytes()), usage.files());
    return switch (volume.state()) {
      case UNUSED -> "No pod has mounted it, so it is empty. Its name is free again at once.";
      case ON_NODE, DELETING ->
          "%s is removed from %s. Nothing brings it back.".formatted(what, volume.node());
      case LOST ->
          "Its machine was removed before. The platform forgets the volume; what is on that machine's disk stays there.";
    };
  }
}
