package dev.slipway.backend.agents;

import dev.slipway.backend.nodes.TestNodes;
import dev.slipway.backend.testing.FakeNode;
import org.springframework.context.ApplicationContext;

/** Where fake agents dial, for tests of this and other modules. */
public final class TestAgents {
  private final TestNodes nodes;
  private final int port;

  public TestAgents(ApplicationContext application) {
    this.nodes = new TestNodes(application);
    this.port = application.getBean(AgentServer.class).port();
  }

  /** A machine that has joined. */
  public FakeNode join() {
    return nodes.join(port);
  }

  /** A machine that has not. */
  public FakeNode stranger() {
    return nodes.stranger(port);
  }
}
