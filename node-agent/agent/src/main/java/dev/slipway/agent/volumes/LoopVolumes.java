package dev.slipway.agent.volumes;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import dev.slipway.agent.proc.ProgramMissing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Each volume is a file with an ext4 file system in it, mounted through a loop device: its size
 * holds whatever its users do, and its space is taken from the disk at once, so that no neighbour
 * can fill it up either.
 */
final class LoopVolumes implements VolumeStore {
  private static final String IMAGE = ".img";

  /**
   * What containers see is one level down: the file system's own lost+found would be in the way.
   */
  private static final String DATA = "data";

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final long LARGEST_BLOCK = 64 << 10;

  /** Left for everything else on the disk. */
  private static final int SPARE_PERCENT = 5;

  private final Path images;
  private final Path mounted;
  private final Exec exec;

  /**
   * @param folder of its own
   */
  LoopVolumes(Path folder, Exec exec) {
    this.images = folder.resolve("images");
    this.mounted = folder.resolve("mounted");
    this.exec = exec;
  }

  /** Whether this machine can do it at all. */
  static boolean possible(Exec exec) throws InterruptedException {
    try {
      return Files.exists(Path.of("/dev/loop-control"))
          && exec.run(Command.of("mkfs.ext4", "-V")).ok()
          && exec.run(Command.of("losetup", "--version")).ok();
    } catch (ProgramMissing _) {
      return false;
    }
  }

  @Override
  public boolean has(String id) {
    return Files.exists(image(id));
  }

  @Override
  public Path ensure(String id, long sizeBytes, Owner owner) throws InterruptedException {
    try {
      Files.createDirectories(images);
      Files.createDirectories(mounted);
      Path image = image(id);
      if (!has(id)) {
        make(image, sizeBytes);
      }
      Path point = mounted.resolve(id);
      if (!Mounts.now().contains(point)) {
        mount(image, point, sizeBytes);
      }
      return data(point, owner);
    } catch (IOException e) {
      throw new VolumeFailed("The volume could not be prepared: " + e.getMessage(), e);
    }
  }

  /** Under another name until it is whole: what has its name is never made again. */
  private void make(Path image, long sizeBytes) throws IOException, InterruptedException {
    Path draft = image.resolveSibling(image.getFileName() + ".new");
    Files.deleteIfExists(draft);
    allocate(draft, sizeBytes);
    // nodiscard: it would give the space back to the disk.
    run("mkfs.ext4", "-q", "-F", "-m", "0", "-E", "nodiscard", draft.toString());
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    Files.move(draft, image, StandardCopyOption.ATOMIC_MOVE);
  }

  private void requireRoom(long bytes) throws IOException {
    var disk = Files.getFileStore(images);
    long spare = disk.getTotalSpace() / 100 * SPARE_PERCENT;
    if (disk.getUsableSpace() - bytes < spare) {
      throw new VolumeFailed(
          "The machine's disk has %d MiB left, too little for %d MiB more of volumes: free some space, or make the volume smaller."
              .formatted(disk.getUsableSpace() >> 20, bytes >> 20));
    }
  }

  /** Not less than it had: it may be that it has all of it from an attempt before. */
  private void allocate(Path image, long sizeBytes) throws IOException, InterruptedException {
    long more = sizeBytes - (Files.exists(image) ? Files.size(image) : 0);
    if (more > 0) {
      requireRoom(more);
    }
    run("fallocate", "-l", Long.toString(sizeBytes), image.toString());
  }

  private void mount(Path image, Path point, long sizeBytes)
      throws IOException, InterruptedException {
    Files.createDirectories(point);
    // A container may have it, although this machine's own mount was taken away.
    boolean free = device(image).isEmpty();
    if (free) {
      check(image, "-p");
      growUnused(image, sizeBytes);
    }
    run(
        "mount",
        "-t",
        "ext4",
        "-o",
        "loop,nosuid,nodev,noatime",
        image.toString(),
        point.toString());
  }

  private void growUnused(Path image, long sizeBytes) throws IOException, InterruptedException {
    if (length(image) >= whole(sizeBytes)) {
      return;
    }
    try {
      allocate(image, sizeBytes);
    } catch (VolumeFailed noRoom) {
      // Its users go on with what there is; that it does not grow is told with its measures.
      return;
    }
    check(image, "-fp");
    run("resize2fs", image.toString());
  }

  private void check(Path image, String how) throws InterruptedException {
    Outcome checked = exec.run(Command.of("e2fsck", how, image.toString()).within(PATIENCE));
    // 1: it found something and mended it.
    if (checked.exitCode() != 0 && checked.exitCode() != 1) {
      throw new VolumeFailed(
          "The file system of the volume is damaged, and mending it needs a person: run e2fsck %s on the machine. %s"
              .formatted(image, checked.output().strip()));
    }
  }

  @Override
  public void grow(String id, long sizeBytes) throws InterruptedException {
    try {
      if (Mounts.now().contains(mounted.resolve(id))) {
        growInUse(image(id), sizeBytes);
      }
    } catch (IOException e) {
      throw new VolumeFailed("The volume could not grow: " + e.getMessage(), e);
    }
  }

  private void growInUse(Path image, long sizeBytes) throws IOException, InterruptedException {
    if (length(image) >= whole(sizeBytes)) {
      return;
    }
    String device = device(image);
    if (device.isEmpty() || device.contains("\n")) {
      throw new VolumeFailed("The volume has no loop device, or several: " + device);
    }
    allocate(image, sizeBytes);
    run("losetup", "-c", device);
    Outcome grown = exec.run(Command.of("resize2fs", device).within(PATIENCE));
    if (!grown.ok()) {
      throw new VolumeFailed(
          "It becomes larger when its machine starts the next time, which does not let it grow in use: "
              + grown.error().strip());
    }
  }

  private String device(Path image) throws InterruptedException {
    return run("losetup", "--noheadings", "-O", "NAME", "-j", image.toString()).strip();
  }

  /** Of its file system: the file itself may be larger already. */
  private long length(Path image) throws InterruptedException {
    String head = run("dumpe2fs", "-h", image.toString());
    return number(head, "Block count:") * number(head, "Block size:");
  }

  /** Of a size that is no number of blocks the rest is never used. */
  private static long whole(long sizeBytes) {
    return sizeBytes / LARGEST_BLOCK * LARGEST_BLOCK;
  }

  private static long number(String head, String name) {
    return head.lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new VolumeFailed("The volume's file system does not say its size."));
  }

  /** Anybody who mounts it may write to it: whose numbers those are, only their images know. */
  private static Path data(Path point, Owner owner) throws IOException {
    Path data = point.resolve(DATA);
    if (!Files.exists(data)) {
      Path draft = Files.createDirectories(point.resolve("data.new"));
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxrwxrwx"));
      owner.take(draft);
      Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }
    return data;
  }

  @Override
  public List<Measure> measure() throws InterruptedException {
    var measured = new ArrayList<Measure>();
    for (Path point : Mounts.now()) {
      if (mounted.equals(point.getParent())) {
        measured.add(measure(point));
      }
    }
    return measured;
  }

  private Measure measure(Path point) throws InterruptedException {
    // Blocks, free ones, those free for users, their size, inodes, free ones.
    String[] told =
        run("stat", "-f", "-c", "%b %f %a %S %c %d", point.toString()).strip().split(" ", -1);
    long block = Long.parseLong(told[3]);
    long used = (Long.parseLong(told[0]) - Long.parseLong(told[1])) * block;
    long free = Long.parseLong(told[2]) * block;
    long inodes = Long.parseLong(told[4]);
    return new Measure(
        String.valueOf(point.getFileName()),
        used,
        used + free,
        inodes - Long.parseLong(told[5]),
        inodes,
        true);
  }

  @Override
  public void remove(String id) throws InterruptedException {
    Path point = mounted.resolve(id);
    try {
      if (Mounts.now().contains(point)) {
        run("umount", point.toString());
      }
      Files.deleteIfExists(image(id));
      Files.deleteIfExists(point);
    } catch (IOException e) {
      throw new VolumeFailed("The volume could not be removed: " + e.getMessage(), e);
    }
  }

  @Override
  public List<String> ids() {
    if (!Files.isDirectory(images)) {
      return List.of();
    }
    try (var files = Files.list(images)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(IMAGE))
          .map(name -> name.substring(0, name.length() - IMAGE.length()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path image(String id) {
    return images.resolve(id + IMAGE);
  }

  private String run(String... command) throws InterruptedException {
    Outcome outcome = exec.run(Command.of(command).within(PATIENCE));
    if (!outcome.ok()) {
      throw new VolumeFailed("%s did not work: %s".formatted(command[0], outcome.error().strip()));
    }
    return outcome.output();
  }
}
