package dev.slipway.agent.engine;

import java.util.List;

/**
 * What is asked of the engine for sandboxes beyond {@link ContainerEngine}. Fails as that one does.
 */
public interface SandboxEngine {
  /** Spare sandboxes nobody has taken, running or not; {@link ContainerEngine} lists the others. */
  List<Container> spares();

  /**
   * Gives the container another name. Of two who want the same one, one is told it won.
   *
   * @return false when there is no container of that name, as it has been renamed or removed
   */
  boolean rename(String name, String newName);

  /**
   * Writes what programs in the container's network read about themselves and about names. Holds
   * until the container is started again.
   *
   * @return the container as it is now
   */
  Container identify(String name, Identity identity);
}
