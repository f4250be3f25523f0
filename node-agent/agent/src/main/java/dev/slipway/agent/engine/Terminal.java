package dev.slipway.agent.engine;

import java.util.OptionalInt;

/** A command that runs on a terminal of its own inside a container, until it ends or is closed. */
public interface Terminal extends AutoCloseable {
  /** Types this; waits while what runs there takes no more. Nothing happens once it has ended. */
  void write(byte[] keys) throws InterruptedException;

  /** Waits for something to be shown; -1 when nothing comes any more. */
  int read(byte[] buffer);

  void resize(int columns, int rows);

  /** How the command ended, as far as the engine can say; to be asked after the last read. */
  OptionalInt exitCode();

  /** Kills what still runs there: an engine goes on with it when nobody looks any more. */
  @Override
  void close();
}
