package dev.slipway.agent.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.agent.proc.Command;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.proc.LocalExec;
import dev.slipway.agent.proc.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Bridges with namespaces on them that stand for pods, on a test host of its own. */
final class LabNetwork {
  private final Exec exec = new LocalExec();
  private final Path pages;
  private final List<Thread> servers = new ArrayList<>();
  private final List<List<String>> undo = new ArrayList<>();

  LabNetwork(Path pages) {
    this.pages = pages;
  }

  void bridge(String device, String gateway) throws Exception {
    ok("ip", "link", "add", device, "type", "bridge");
    undo.add(List.of("ip", "link", "del", device));
    ok("ip", "addr", "add", gateway + "/24", "dev", device);
    ok("ip", "link", "set", device, "up");
  }

  /** A pod that answers every request on port 8080 with its name. */
  void pod(String name, String device, String address, String gateway) throws Exception {
    ok("ip", "netns", "add", name);
    undo.add(List.of("ip", "netns", "del", name));
    ok("ip", "link", "add", "v" + name, "type", "veth", "peer", "name", "eth0", "netns", name);
    ok("ip", "link", "set", "v" + name, "master", device, "up");
    // A pod reaches itself through the bridge only when its port sends frames back.
    ok("bridge", "link", "set", "dev", "v" + name, "hairpin", "on");
    ok("ip", "-n", name, "addr", "add", address + "/24", "dev", "eth0");
    ok("ip", "-n", name, "link", "set", "eth0", "up");
    ok("ip", "-n", name, "link", "set", "lo", "up");
    ok("ip", "-n", name, "route", "add", "default", "via", gateway);
    serve(List.of("ip", "netns", "exec", name), name, address, 8080);
  }

  /** A server on the test host itself. */
  void server(String says, int port) throws Exception {
    serve(List.of(), says, "127.0.0.1", port);
  }

  private void serve(List<String> where, String says, String address, int port) throws Exception {
    Path folder = Files.createDirectories(pages.resolve(says));
    Files.writeString(folder.resolve("index.html"), says);
    var arguments = new ArrayList<>(where);
    arguments.addAll(List.of("busybox", "httpd", "-f", "-p", String.valueOf(port), "-h"));
    arguments.add(folder.toString());
    Command command = Command.of(arguments.toArray(String[]::new)).within(Duration.ofHours(1));
    servers.add(
        Thread.ofVirtual()
            .start(() -> {
              try {
                exec.run(command);
              } catch (InterruptedException _) {
                // The test is over.
              }
            }));
    var asked = new ArrayList<>(where);
    asked.addAll(
        List.of("curl", "-s", "--retry", "50", "--retry-connrefused", "--retry-delay", "0"));
    asked.add("http://" + address + ":" + port);
    assertThat(exec.run(Command.of(asked.toArray(String[]::new))).output()).isEqualTo(says);
  }

  /** What the pod gets from there, or "refused". */
  String ask(String pod, String target) throws Exception {
    return answer(
        "ip",
        "netns",
        "exec",
        pod,
        "curl",
        "-s",
        "--connect-timeout",
        "5",
        "-m",
        "60",
        "http://" + target);
  }

  /** What the test host itself gets from there. */
  String ask(String target) throws Exception {
    return answer("curl", "-s", "--connect-timeout", "5", "-m", "60", "http://" + target);
  }

  private String answer(String... command) throws Exception {
    Outcome outcome = exec.run(Command.of(command));
    return switch (outcome.exitCode()) {
      case 0 -> outcome.output();
      case 7 -> "refused";
      default -> "curl ended with " + outcome.exitCode();
    };
  }

  String ok(String... command) throws Exception {
    Outcome outcome = exec.run(Command.of(command));
    assertThat(outcome.ok()).as("%s: %s", String.join(" ", command), outcome.error()).isTrue();
    return outcome.output();
  }

  Exec exec() {
    return exec;
  }

  void close() throws InterruptedException {
    servers.forEach(Thread::interrupt);
    for (Thread server : servers) {
      server.join();
    }
    for (List<String> command : undo.reversed()) {
      exec.run(Command.of(command.toArray(String[]::new)));
    }
  }
}
