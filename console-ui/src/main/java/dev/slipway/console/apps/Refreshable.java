package dev.slipway.console.apps;

import dev.slipway.api.apps.AppView;

/** A tab that looks again when something about its app has changed. */
interface Refreshable {
  void refresh(AppView app);
}
