package dev.slipway.agent.volumes;

import dev.slipway.agent.proc.Exec;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The volumes of this machine, one change at a time: sized ones where it can make them, and each as
 * it was made.
 */
public final class NodeVolumes implements VolumeStore {
  private static final Logger log = LoggerFactory.getLogger(NodeVolumes.class);

  /** Ids become names of files and mount points. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,99}");

  private final LoopVolumes sized;
  private final PlainVolumes plain;
  private final boolean sizes;
  private final ReentrantLock lock = new ReentrantLock();

  private NodeVolumes(LoopVolumes sized, PlainVolumes plain, boolean sizes) {
    this.sized = sized;
    this.plain = plain;
    this.sizes = sizes;
  }

  /**
   * @param folder of their own, readable by nobody else
   */
  public static NodeVolumes in(Path folder, Exec exec) throws InterruptedException {
    boolean sizes = LoopVolumes.possible(exec);
    if (!sizes) {
      log.warn(
          "This machine has no loop devices or no mkfs.ext4: the size of new volumes in {} is only measured",
          folder);
    }
    return new NodeVolumes(
        new LoopVolumes(folder, exec),
        new PlainVolumes(folder.resolve("plain"), InstantSource.system()),
        sizes);
  }

  /** Where sizes can only be measured. */
  static NodeVolumes measuring(Path folder, Exec exec) {
    return new NodeVolumes(
        new LoopVolumes(folder, exec),
        new PlainVolumes(folder.resolve("plain"), InstantSource.system()),
        false);
  }

  @Override
  public boolean has(String id) {
    return sized.has(checked(id)) || plain.has(id);
  }

  @Override
  public Path ensure(String id, long sizeBytes, Owner owner) throws InterruptedException {
    checked(id);
    lock.lockInterruptibly();
    try {
      boolean asSized = sized.has(id) || (sizes && !plain.has(id));
      return asSized ? sized.ensure(id, sizeBytes, owner) : plain.ensure(id, sizeBytes, owner);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void grow(String id, long sizeBytes) throws InterruptedException {
    checked(id);
    lock.lockInterruptibly();
    try {
      if (sized.has(id)) {
        sized.grow(id, sizeBytes);
      } else {
        plain.grow(id, sizeBytes);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Measure> measure() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      var all = new ArrayList<>(sized.measure());
      all.addAll(plain.measure());
      return all;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void remove(String id) throws InterruptedException {
    checked(id);
    lock.lockInterruptibly();
    try {
      sized.remove(id);
      plain.remove(id);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<String> ids() {
    var all = new ArrayList<>(sized.ids());
    all.addAll(plain.ids());
    return all;
  }

  private static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw new VolumeFailed("That is no volume of this machine.");
    }
    return id;
  }
}
