package dev.slipway.backend.sources;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Git settings come from a repository alone: not from the machine, nor from whoever started the
 * control plane.
 */
final class ServerOnlyConfiguration extends SystemReader.Delegate {
  ServerOnlyConfiguration(SystemReader machine) {
    super(machine);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return nothing(parent, fs);
  }

  private static FileBasedConfig nothing(Config parent, FS fs) {
    return new FileBasedConfig(parent, null, fs) {
      @Override
      public void load() {}

      @Override
      public boolean isOutdated() {
        return false;
      }
    };
  }
}
