package dev.slipway.api.config;

/** Where a variable can be set, from far to near: the nearest wins. */
public enum ConfigLevel {
  ORGANIZATION,
  PROJECT,
  ENVIRONMENT,
  APP
}
