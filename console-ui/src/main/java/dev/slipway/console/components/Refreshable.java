package dev.slipway.console.components;

import dev.slipway.api.apps.AppView;

/** A tab that looks again when something about its app has changed. */
public interface Refreshable {
  void refresh(AppView app);
}
