package dev.slipway.agent;

import dev.slipway.protocol.AgentLinkGrpc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's program on one page: reads its configuration, wires by hand, starts the loops. */
public final class Agent {
  private static final Logger log = LoggerFactory.getLogger(Agent.class);

  private Agent() {}

  public static void main(String[] args) {
    log.info("The agent speaks {}.", AgentLinkGrpc.SERVICE_NAME);
  }
}
