package dev.slipway.agent.sources;

import java.util.Locale;

/** Why a build ended without an image; names are part of the protocol. */
public enum Failure {
  REPOSITORY_UNREACHABLE,
  REPOSITORY_REFUSED,
  DESTINATION_BLOCKED,
  HOST_KEY_CHANGED,
  SOURCE_TOO_LARGE,
  SOURCE_ESCAPE,
  REF_NOT_FOUND,
  DOCKERFILE_MISSING,
  DOCKERFILE_INVALID,
  BUILD_FAILED,
  BUILD_TIMEOUT,
  BUILD_OUT_OF_MEMORY,
  BASE_IMAGE_MISSING,
  PUSH_FAILED,
  DISK_LOW,
  BUILDER_ERROR;

  public String type() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
