package dev.slipway.agent.pods;

import dev.slipway.agent.engine.Container;

/** Names one run of a container: the same container started again is another one. */
final class Instance {
  private Instance() {}

  /** Empty if it never ran. */
  static String of(Container container) {
    return switch (container.state()) {
      case Container.Created() -> "";
      case Container.Running(var since, _) -> container.id() + "@" + since;
      case Container.Exited(var started, _, _, _) -> container.id() + "@" + started;
    };
  }
}
