package dev.slipway.backend.workloads;

import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.EnvironmentScope;

/**
 * Something a module above keeps beside each app for as long as the app is there, such as its
 * service. Called in the transaction of the change.
 */
public interface AppCompanion {
  void created(EnvironmentScope scope, App app);

  /** The app's name is free from now on, so nothing may hold on to it. */
  void deleted(AppScope scope);
}
