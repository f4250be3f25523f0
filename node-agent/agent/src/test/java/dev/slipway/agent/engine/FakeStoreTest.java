package dev.slipway.agent.engine;

/** The contract, on the fake. */
class FakeStoreTest extends StoreEngineContract {
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
  StoreEngine store() {
    return engine;
  }
}
