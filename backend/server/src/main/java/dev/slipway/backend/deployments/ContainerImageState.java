package dev.slipway.backend.deployments;

/** Whether it is known what the images of a revision's init containers and sidecars are. */
sealed interface ContainerImageState {
  /** Or there are none. */
  record Known() implements ContainerImageState {}

  /** Registries are being asked. */
  record LookedUp() implements ContainerImageState {}

  record Refused(Trouble trouble) implements ContainerImageState {}
}
