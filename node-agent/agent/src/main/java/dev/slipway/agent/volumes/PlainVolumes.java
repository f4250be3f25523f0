package dev.slipway.agent.volumes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Volumes on a machine without loop devices: folders, whose size can only be measured. Said with
 * every measure, so that nobody relies on it.
 */
final class PlainVolumes implements VolumeStore {
  private static final String DATA = "data";
  private static final String SIZE = "size";

  /** Adding up a large tree costs the disk something. */
  private static final Duration SELDOM = Duration.ofMinutes(5);

  private final Path folder;
  private final InstantSource clock;
  private final Map<String, Measured> measured = new HashMap<>();

  PlainVolumes(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  private record Measured(Instant at, long bytes, long files) {}

  @Override
  public boolean has(String id) {
    return Files.exists(folder.resolve(id).resolve(DATA));
  }

  @Override
  public Path ensure(String id, long sizeBytes, Owner owner) {
    try {
      Path volume = Files.createDirectories(folder.resolve(id));
      Files.writeString(volume.resolve(SIZE), Long.toString(sizeBytes));
      Path data = volume.resolve(DATA);
      if (!Files.exists(data)) {
        Path draft = Files.createDirectories(volume.resolve("data.new"));
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxrwxrwx"));
        owner.take(draft);
        Files.move(draft, data);
      }
      return data;
    } catch (IOException e) {
      throw new VolumeFailed("The volume could not be prepared: " + e.getMessage(), e);
    }
  }

  @Override
  public void grow(String id, long sizeBytes) {
    if (has(id)) {
      try {
        Files.writeString(folder.resolve(id).resolve(SIZE), Long.toString(sizeBytes));
      } catch (IOException e) {
        throw new VolumeFailed("The volume could not grow: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public List<Measure> measure() {
    var all = new ArrayList<Measure>();
    for (String id : ids()) {
      try {
        all.add(measure(id));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  private Measure measure(String id) throws IOException {
    Path volume = folder.resolve(id);
    Instant now = clock.instant();
    Measured known = measured.get(id);
    if (known == null || known.at().plus(SELDOM).isBefore(now)) {
      known = added(volume.resolve(DATA), now);
      measured.put(id, known);
    }
    long size = Long.parseLong(Files.readString(volume.resolve(SIZE)).strip());
    return new Measure(id, known.bytes(), size, known.files(), Long.MAX_VALUE, false);
  }

  private static Measured added(Path data, Instant now) throws IOException {
    var sum = new long[2];
    Files.walkFileTree(
        data,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum[0] += attributes.size();
            sum[1]++;
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            // Its users go on working meanwhile.
            return FileVisitResult.CONTINUE;
          }
        });
    return new Measured(now, sum[0], sum[1]);
  }

  @Override
  public void remove(String id) {
    try {
      Trees.delete(folder.resolve(id));
      measured.remove(id);
    } catch (IOException e) {
      throw new VolumeFailed("The volume could not be removed: " + e.getMessage(), e);
    }
  }

  @Override
  public List<String> ids() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).filter(this::has).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
