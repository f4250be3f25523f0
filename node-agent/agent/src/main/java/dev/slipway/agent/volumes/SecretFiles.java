package dev.slipway.agent.volumes;

import static java.util.Objects.requireNonNull;

import dev.slipway.agent.control.PrivateFiles;
import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Files for programs that are only ever in this machine's memory, and gone when it is off. */
public final class SecretFiles {
  private static final String SIZE = "64m";

  private final Path folder;
  private final Exec exec;

  /**
   * @param folder of its own, on which memory is mounted
   */
  public SecretFiles(Path folder, Exec exec) {
    this.folder = folder;
    this.exec = exec;
  }

  /** The file of this name and content for the pod; the same one when it is there already. */
  synchronized Path ensure(String podId, String name, byte[] content, Owner owner)
      throws InterruptedException {
    try {
      Path pod = made(podId);
      Path file = pod.resolve(name);
      if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
        write(pod, file, content, owner);
      }
      return file;
    } catch (IOException e) {
      throw new VolumeFailed("A secret file could not be written: " + e.getMessage(), e);
    }
  }

  /** Where things of the pod are, if there are any. */
  Path of(String podId) {
    return folder.resolve(podId);
  }

  /** The same, which is there and in memory from now on. */
  synchronized Path made(String podId) throws IOException, InterruptedException {
    requireMemory();
    Path pod = of(podId);
    PrivateFiles.folder(pod);
    return pod;
  }

  private static void write(Path pod, Path file, byte[] content, Owner owner) throws IOException {
    Path draft = pod.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, content, StandardOpenOption.WRITE);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("r--------"));
    owner.take(draft);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Rather no file than one on a disk. */
  private void requireMemory() throws IOException, InterruptedException {
    PrivateFiles.folder(requireNonNull(folder.getParent()));
    Files.createDirectories(folder);
    if (!Mounts.now().contains(folder)) {
      Outcome mounted =
          exec.run(
              Command.of(
                  "mount",
                  "-t",
                  "tmpfs",
                  "-o",
                  "size=" + SIZE + ",mode=0700,nosuid,nodev,noexec",
                  "tmpfs",
                  folder.toString()));
      if (!mounted.ok()) {
        throw new VolumeFailed(
            "Memory for secret files could not be mounted: " + mounted.error().strip());
      }
    }
    if (!Files.getFileStore(folder).type().equals("tmpfs")) {
      throw new VolumeFailed("Secret files would lie on a disk at %s.".formatted(folder));
    }
  }

  /** Those of one pod. */
  synchronized void remove(String podId) {
    try {
      Trees.delete(folder.resolve(podId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pods that have some. */
  synchronized Set<String> pods() {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (var pods = Files.list(folder)) {
      return pods.map(pod -> String.valueOf(pod.getFileName()))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
