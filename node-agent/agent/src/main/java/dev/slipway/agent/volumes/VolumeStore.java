package dev.slipway.agent.volumes;

import java.nio.file.Path;
import java.util.List;

/**
 * Folders of a size, each with what was written into it before. Asking twice is asking once.
 *
 * @see VolumeFailed what each method throws with a sentence for people
 */
public interface VolumeStore {
  /** True when there is one of this id, mounted or not. */
  boolean has(String id);

  /** The folder to mount. It is made, empty and for this owner, when there is none yet. */
  Path ensure(String id, long sizeBytes, Owner owner) throws InterruptedException;

  /** Makes one that is smaller as large as that, while it is in use. */
  void grow(String id, long sizeBytes) throws InterruptedException;

  /** How full those are that were given out since this machine began. */
  List<Measure> measure() throws InterruptedException;

  /** Away with it and all that is in it. The caller knows that nobody uses it. */
  void remove(String id) throws InterruptedException;

  /** Of all there are. */
  List<String> ids();

  /**
   * @param sizeBytes that fit in it
   * @param enforced false when more can be written than fits
   */
  record Measure(
      String id, long usedBytes, long sizeBytes, long files, long mostFiles, boolean enforced) {}
}
