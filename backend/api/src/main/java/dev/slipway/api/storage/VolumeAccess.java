package dev.slipway.api.storage;

/** Who may write at the same time. Any number may read. */
public enum VolumeAccess {
  /** One pod, ever: the next one begins when the last is known to be gone. */
  SINGLE_WRITER,
  /** Any number of pods on the volume's machine; the apps agree among themselves. */
  SHARED
}
