package dev.slipway.agent.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of one run of git that hold secrets: in memory, for this user only, and gone when it is
 * closed.
 */
final class SecretFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SecretFolder.class);
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path folder;

  private SecretFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * @param work folder of this run; taken itself on machines without a file system in memory
   * @param owner an agent's folder, by which what it leaves behind is found again
   */
  static SecretFolder create(Path work, Path owner) throws IOException {
    Path base = Files.isWritable(MEMORY) ? MEMORY : work;
    return new SecretFolder(Files.createTempDirectory(base, prefix(owner), FOLDER));
  }

  /** What an agent that was killed left behind. */
  static void sweep(Path owner) {
    if (!Files.isDirectory(MEMORY)) {
      return;
    }
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(MEMORY, prefix(Files.createDirectories(owner)) + "*")) {
      for (Path folder : left) {
        new SecretFolder(folder).close();
      }
    } catch (IOException e) {
      log.warn("Keys an earlier agent left in memory could not be removed: {}", e.toString());
    }
  }

  /** Of all agents that share this machine's memory only this one's folder has this key. */
  private static String prefix(Path owner) throws IOException {
    Object key = Files.readAttributes(owner, BasicFileAttributes.class).fileKey();
    return "slipway-git-%s-"
        .formatted(HexFormat.of().toHexDigits(Objects.hash(key, owner.toAbsolutePath())));
  }

  Path write(String name, String text) throws IOException {
    Path file = Files.createFile(folder.resolve(name), FILE);
    Files.writeString(file, text, StandardOpenOption.WRITE);
    return file;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      log.warn("A key could not be removed from {}: {}", folder, e.toString());
    }
  }
}
