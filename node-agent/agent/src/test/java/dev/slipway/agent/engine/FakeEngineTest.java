package dev.slipway.agent.engine;

/** The contract, on the fake. */
class FakeEngineTest extends ContainerEngineContract {
  private final FakeEngine engine = new FakeEngine();

  @Override
  ContainerEngine engine() {
    return engine;
  }

  @Override
  ImageEngine images() {
    return engine;
  }

  @Override
  SandboxEngine sandboxes() {
    return engine;
  }
}
