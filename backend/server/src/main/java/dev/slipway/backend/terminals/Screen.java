package dev.slipway.backend.terminals;

import com.google.protobuf.ByteString;
import java.io.IOException;

/** Whom a terminal is shown to. Each call waits until it is sent. */
interface Screen {
  /** For a terminal whose reader never came. */
  Screen NONE =
      new Screen() {
        @Override
        public void show(ByteString output) {}

        @Override
        public void opened() {}

        @Override
        public void ended(Ending ending) {}

        @Override
        public void ping() {}

        @Override
        public void cut() {}
      };

  void show(ByteString output) throws IOException;

  void opened() throws IOException;

  /** The last one. */
  void ended(Ending ending) throws IOException;

  /** Proxies close what is silent for a minute. */
  void ping() throws IOException;

  /** Ends it without a word, also while something is being sent. */
  void cut();
}
