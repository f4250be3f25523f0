package dev.slipway.agent.engine;

import java.io.Closeable;
import java.io.InputStream;

/** A build under way; closing it ends the build and everything it runs. */
public interface BuildStream extends Closeable {
  /** The engine's JSON lines as they come. */
  InputStream messages();

  @Override
  void close();
}
