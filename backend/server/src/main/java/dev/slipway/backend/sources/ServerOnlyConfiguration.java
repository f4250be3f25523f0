package dev.slipway.backend.sources;

import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Git settings come from a repository alone: not from the machine, nor from whoever started the
 * control plane. What JGit notes for itself, such as how fine the clock of a file system is, stays
 * in the state folder.
 */
final class ServerOnlyConfiguration extends SystemReader.Delegate {
  private final Path notes;

  ServerOnlyConfiguration(SystemReader machine, Path notes) {
    super(machine);
    this.notes = notes;
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new FileBasedConfig(parent, notes.toFile(), fs);
  }

  private static final class Nothing extends FileBasedConfig {
    Nothing(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
