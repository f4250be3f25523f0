package dev.slipway.agent;

/** The node agent's program. */
public final class Agent {
  private Agent() {}

  public static void main(String[] arguments) {
    System.out.println("slipway-agent");
  }
}
