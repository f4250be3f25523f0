package dev.slipway.api.storage;

public enum VolumeState {
  /** No pod has mounted it yet, so it is nowhere. */
  UNUSED,
  /** Its data lies on a machine. */
  ON_NODE,
  /** The machine with its data was removed from the platform. */
  LOST,
  /** Its machine has yet to remove the data. */
  DELETING
}
