package dev.slipway.backend.config;

import dev.slipway.backend.security.ProjectScope;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes the config away with what it was for. */
@Service
public class ConfigRemoval {
  private final ConfigRepository config;

  ConfigRemoval(ConfigRepository config) {
    this.config = config;
  }

  /** Of the project itself and its environments; its apps have gone before. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void deleted(ProjectScope scope) {
    config.removeAll(scope.organization(), scope.project().value());
  }
}
