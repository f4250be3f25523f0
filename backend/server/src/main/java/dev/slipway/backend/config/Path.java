package dev.slipway.backend.config;

import dev.slipway.api.config.ConfigLevel;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a place lies: the ids from the organization down to itself. */
record Path(
    UUID organization, @Nullable UUID project, @Nullable UUID environment, @Nullable UUID app) {

  ConfigLevel level() {
    if (app != null) {
      return ConfigLevel.APP;
    }
    if (environment != null) {
      return ConfigLevel.ENVIRONMENT;
    }
    return project == null ? ConfigLevel.ORGANIZATION : ConfigLevel.PROJECT;
  }

  /** Null below the place itself. */
  @Nullable UUID at(ConfigLevel level) {
    return switch (level) {
      case ORGANIZATION -> organization;
      case PROJECT -> project;
      case ENVIRONMENT -> environment;
      case APP -> app;
    };
  }

  UUID place() {
    UUID place = at(level());
    return place == null ? organization : place;
  }

  /** The place on that level around this one. */
  Path upTo(ConfigLevel level) {
    return switch (level) {
      case ORGANIZATION -> new Path(organization, null, null, null);
      case PROJECT -> new Path(organization, project, null, null);
      case ENVIRONMENT -> new Path(organization, project, environment, null);
      case APP -> this;
    };
  }
}
