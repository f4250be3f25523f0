package dev.slipway.backend.builds;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recognizes the password a running build has at git and at the registry. It is void once the build
 * has ended.
 */
@Service
public class BuildCredentials {
  private final BuildCredentialRepository builds;

  BuildCredentials(BuildCredentialRepository builds) {
    this.builds = builds;
  }

  @Transactional(readOnly = true)
  public Optional<RunningBuild> verify(String secret) {
    return builds.running(new BuildSecret(secret).hash());
  }
}
