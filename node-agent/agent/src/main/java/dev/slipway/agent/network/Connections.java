package dev.slipway.agent.network;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;

/** Connections the machine tracks. */
final class Connections {
  private final Exec exec;

  Connections(Exec exec) {
    this.exec = exec;
  }

  /**
   * Forgets those that end at this address. Otherwise a client that talked to the pod through its
   * service goes on sending to nobody, and later to whoever gets the address.
   */
  void forget(String address) throws InterruptedException {
    String checked = new Socket(address, 1).address();
    // It answers 1 when there was none, which is as good.
    exec.run(Command.of("conntrack", "-D", "--reply-src", checked));
  }
}
