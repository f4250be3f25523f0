package dev.slipway.agent.ingress;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One process of the proxy that handles traffic.
 *
 * @param prefix what each command to it begins with on that socket
 */
record Worker(ProxySocket socket, String prefix) {
  // A line of commands has to fit into the proxy's buffer of 16 KiB.
  private static final int LINE = 8 << 10;

  /**
   * @throws IOException if it does not run
   */
  Seen look(Path hostsFile) throws IOException {
    return Seen.of(ask("show env " + Seen.FRAME), statistics(), ask("show map " + hostsFile));
  }

  String statistics() throws IOException {
    String answer = ask(Seen.STATISTICS);
    if (!answer.endsWith("\n\n")) {
      throw new IOException("The worker ended while it answered.");
    }
    return answer;
  }

  String ask(String command) throws IOException {
    return socket.ask(prefix + command);
  }

  /** What they answer is of no use: looking afterwards tells whether they did what they should. */
  void tell(List<String> commands) throws IOException {
    var line = new StringBuilder();
    for (String command : commands) {
      if (line.length() + prefix.length() + command.length() > LINE) {
        socket.ask(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : ";").append(prefix).append(command);
    }
    if (!line.isEmpty()) {
      socket.ask(line.toString());
    }
  }
}
