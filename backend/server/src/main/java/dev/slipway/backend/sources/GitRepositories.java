package dev.slipway.backend.sources;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.platform.PlatformProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.springframework.stereotype.Component;

/** The bare repositories people push to, one per app, in the state folder. */
@Component
class GitRepositories {
  /** Larger files go through in pieces instead of whole through the heap. */
  private static final int IN_MEMORY_BYTES = 4 * 1024 * 1024;

  private final Path root;

  GitRepositories(PlatformProperties platform) {
    root = platform.state().resolve("git");
  }

  /** Made at first use. Close it after use. */
  Repository open(AppId app) throws IOException {
    Path folder = folder(app);
    if (!Files.exists(folder)) {
      create(folder);
    }
    return new FileRepositoryBuilder()
        .setBare()
        .setGitDir(folder.toFile())
        .setMustExist(true)
        .build();
  }

  /** Where JGit may keep what it finds out about this machine. */
  Path notes() {
    return root.resolve("jgit.config");
  }

  long bytes(AppId app) throws IOException {
    try (Stream<Path> files = Files.walk(folder(app))) {
      return files.mapToLong(GitRepositories::bytes).sum();
    }
  }

  void remove(AppId app) throws IOException {
    Path folder = folder(app);
    if (Files.exists(folder)) {
      delete(folder);
    }
  }

  private Path folder(AppId app) {
    return root.resolve(app.value() + ".git");
  }

  /** Built aside and moved into place, so that a repository is there whole or not at all. */
  private void create(Path folder) throws IOException {
    Files.createDirectories(root);
    Path aside = root.resolve(".new-" + UUID.randomUUID());
    try (var repository = new FileRepository(aside.toFile())) {
      repository.create(true);
      StoredConfig config = repository.getConfig();
      config.setInt("core", null, "streamFileThreshold", IN_MEMORY_BYTES);
      config.save();
    }
    try {
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
      // Somebody else was first.
      delete(aside);
    }
  }

  private static long bytes(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException _) {
      // Gone meanwhile: a lock or a temporary file.
      return 0;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(GitRepositories::deleteOne);
    }
  }

  private static void deleteOne(Path file) {
    try {
      boolean _ = Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
