package dev.slipway.agent.network;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import java.time.Duration;

/** The machine's packet filter. */
final class Nft {
  private static final Command LOAD = Command.of("nft", "-f", "-").within(Duration.ofMinutes(1));
  private static final Command LOOK =
      Command.of("nft", "list", "chain", "ip", "slipway", "rej_fwd");

  private final Exec exec;

  Nft(Exec exec) {
    this.exec = exec;
  }

  /** All of the file, or nothing of it. */
  void load(String file) throws InterruptedException {
    Outcome outcome = exec.run(LOAD.reading(file));
    if (!outcome.ok()) {
      throw new NetworkFailed("The packet filter refused its rules: " + outcome.error().strip());
    }
  }

  /** False when somebody flushed the machine's rules. */
  boolean stands() throws InterruptedException {
    return exec.run(LOOK).ok();
  }
}
