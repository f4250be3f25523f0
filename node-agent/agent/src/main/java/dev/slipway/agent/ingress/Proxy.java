package dev.slipway.agent.ingress;

import dev.slipway.agent.ingress.Seen.Server;
import dev.slipway.agent.network.NetworkFailed;
import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running HAProxy: its master and its workers. */
final class Proxy {
  private final Exec exec;
  private final ProxyFiles files;
  private final ProxySocket master;
  private final Worker newest;

  Proxy(Exec exec, ProxyFiles files) {
    this.exec = exec;
    this.files = files;
    this.master = new ProxySocket(files.masterSocket());
    this.newest = new Worker(new ProxySocket(files.runtimeSocket()), "");
  }

  /** The one that takes new connections. */
  Worker newest() {
    return newest;
  }

  /** Those of before a reload, which go on with the connections they have. */
  List<Worker> leaving() throws IOException {
    String processes = master.ask("show proc");
    int old = processes.indexOf("# old workers");
    return old < 0 ? List.of() : workers(processes.substring(old));
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

  /** Another one for each start, which makes the socket anew; empty before the first. */
  String incarnation() {
    try {
      var socket = Files.readAttributes(files.runtimeSocket(), BasicFileAttributes.class);
      return socket.fileKey() + " " + socket.lastModifiedTime();
    } catch (IOException _) {
      return "";
    }
  }

  boolean runs() {
    try {
      return !newest.ask("show version").isEmpty();
    } catch (IOException _) {
      return false;
    }
  }

  /** Requests under way to that address, also in workers of before a reload. */
  int requests(String address) throws IOException {
    int requests = 0;
    for (Worker worker : workers(master.ask("show proc"))) {
      for (Map<String, Server> servers : Seen.backends(worker.statistics()).values()) {
        requests +=
            servers.values().stream()
                .filter(server -> server.address().startsWith(address + ":"))
                .mapToInt(Server::requests)
                .sum();
      }
    }
    return requests;
  }

  /** Answers given by pods, as each process counts them, also those of before a reload. */
  List<RequestCount> counts() throws IOException {
    var counts = new ArrayList<RequestCount>();
    for (String process : processIds(master.ask("show proc"))) {
      var worker = new Worker(master, "@!" + process + " ");
      counts.addAll(RequestCount.read(process, worker.statistics()));
    }
    return counts;
  }

  private List<Worker> workers(String processes) {
    return processIds(processes).stream().map(id -> new Worker(master, "@!" + id + " ")).toList();
  }

  static List<String> processIds(String processes) {
    var ids = new ArrayList<String>();
    for (String line : processes.lines().toList()) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > 1 && words[1].equals("worker")) {
        ids.add(words[0]);
      }
    }
    return ids;
  }
}
