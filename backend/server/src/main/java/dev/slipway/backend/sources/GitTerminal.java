package dev.slipway.backend.sources;

import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.ReceivePack;

/**
 * The terminal at the other end of a push: git shows there what is sent, each line behind {@code
 * remote:}.
 */
final class GitTerminal implements Terminal {
  /** Colours and cursor movements of build tools, and whatever else a log may try on a terminal. */
  private static final Pattern ESCAPES =
      Pattern.compile("\\x1b\\[[0-9;?]*[ -/]*[@-~]|[\\p{Cc}\\p{Cf}&&[^\\t]]");

  private final ReceivePack receive;

  GitTerminal(ReceivePack receive) {
    this.receive = receive;
  }

  @Override
  public void line(String text) {
    receive.sendMessage(ESCAPES.matcher(text).replaceAll(""));
    try {
      receive.getMessageOutputStream().flush();
    } catch (IOException e) {
      throw new Gone(e);
    }
  }
}
