package dev.slipway.console;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Keeps Vaadin's own auto-configuration out too where the console is switched off. */
final class ConsoleSwitch implements AutoConfigurationImportFilter, EnvironmentAware {
  static final String PROPERTY = "slipway.console.enabled";

  private boolean on = true;

  @Override
  public void setEnvironment(Environment environment) {
    on = environment.getProperty(PROPERTY, Boolean.class, true);
  }

  @Override
  public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
    var kept = new boolean[candidates.length];
    for (int i = 0; i < candidates.length; i++) {
      // Candidates an earlier filter has dropped are null here.
      String candidate = candidates[i];
      kept[i] = on || candidate == null || !candidate.startsWith("com.vaadin.");
    }
    return kept;
  }
}
