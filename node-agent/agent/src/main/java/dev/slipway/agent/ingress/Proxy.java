package dev.slipway.agent.ingress;

import dev.slipway.agent.ingress.Seen.Server;
import dev.slipway.agent.network.NetworkFailed;
import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running HAProxy: its master and its workers. */
final class Proxy {
  // A line of commands has to fit into the proxy's buffer of 16 KiB.
  private static final int LINE = 8 << 10;

  private final Exec exec;
  private final ProxyFiles files;
  private final ProxySocket runtime;
  private final ProxySocket master;

  Proxy(Exec exec, ProxyFiles files) {
    this.exec = exec;
    this.files = files;
    this.runtime = new ProxySocket(files.runtimeSocket());
    this.master = new ProxySocket(files.masterSocket());
  }

  /**
   * @throws IOException if it does not run
   */
  Seen look() throws IOException {
    return Seen.of(
        runtime.ask("show env " + Seen.FRAME),
        runtime.ask(Seen.STATISTICS),
        runtime.ask("show map " + files.hosts()));
  }

  /** What they answer is of no use: looking afterwards tells whether they did what they should. */
  void tell(List<String> commands) throws IOException {
    var line = new StringBuilder();
    for (String command : commands) {
      if (line.length() + command.length() > LINE) {
        runtime.ask(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : ";").append(command);
    }
    if (!line.isEmpty()) {
      runtime.ask(line.toString());
    }
  }

  /**
   * @throws NetworkFailed if the proxy would refuse the candidate
   */
  void check() throws InterruptedException {
    Outcome outcome = exec.run(Command.of("haproxy", "-c", "-f", files.candidate().toString()));
    if (!outcome.ok()) {
      throw new NetworkFailed(
          "HAProxy refuses its configuration, the last good one stays: "
              + (outcome.error() + outcome.output()).strip());
    }
  }

  /** False when its master does not listen just now, as while it reads its configuration. */
  boolean reload() {
    try {
      master.ask("reload");
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  boolean runs() {
    try {
      return !runtime.ask("show version").isEmpty();
    } catch (IOException _) {
      return false;
    }
  }

  /** Requests under way to that address, also in workers of before a reload. */
  int requests(String address) throws IOException {
    int requests = 0;
    for (String worker : workers(master.ask("show proc"))) {
      String statistics = master.ask("@!" + worker + " " + Seen.STATISTICS);
      for (Map<String, Server> servers : Seen.backends(statistics).values()) {
        requests +=
            servers.values().stream()
                .filter(server -> server.address().startsWith(address + ":"))
                .mapToInt(Server::requests)
                .sum();
      }
    }
    return requests;
  }

  static List<String> workers(String processes) {
    var workers = new ArrayList<String>();
    for (String line : processes.lines().toList()) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > 1 && words[1].equals("worker")) {
        workers.add(words[0]);
      }
    }
    return workers;
  }
}
