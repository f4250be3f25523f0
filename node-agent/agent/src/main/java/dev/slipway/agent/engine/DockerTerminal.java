package dev.slipway.agent.engine;

import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Docker's exec with a terminal. Its bytes are read as they come: docker-java's own reader takes
 * the first eight for a header, and a short prompt would not be seen.
 */
final class DockerTerminal implements Terminal {
  private static final byte[] START =
      "{\"Detach\":false,\"Tty\":true}".getBytes(StandardCharsets.US_ASCII);
  private static final Duration ENDING = Duration.ofSeconds(5);
  private static final Duration STEP = Duration.ofMillis(50);

  private final DockerConnection docker;
  private final String exec;
  private final Keys keys;
  private final DockerHttpClient.Response stream;

  private DockerTerminal(
      DockerConnection docker, String exec, Keys keys, DockerHttpClient.Response stream) {
    this.docker = docker;
    this.exec = exec;
    this.keys = keys;
    this.stream = stream;
  }

  /** As the container's own user and with its restrictions: nothing is said of either. */
  static DockerTerminal open(DockerConnection docker, String container, List<String> command) {
    String exec =
        docker.call(client ->
            client
                .execCreateCmd(container)
                .withCmd(command.toArray(String[]::new))
                .withEnv(List.of("TERM=xterm-256color"))
                .withPrivileged(false)
                .withTty(true)
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId());
    var keys = new Keys();
    return new DockerTerminal(docker, exec, keys, start(docker, exec, keys));
  }

  private static DockerHttpClient.Response start(DockerConnection docker, String exec, Keys keys) {
    Request request =
        Request.builder()
            .method(Request.Method.POST)
            .path("/v" + docker.apiVersion() + "/exec/" + exec + "/start")
            .putHeader("Content-Type", "application/json")
            .bodyBytes(START)
            .hijackedInput(keys)
            .build();
    return docker.send(request);
  }

  @Override
  public void write(byte[] typed) throws InterruptedException {
    keys.type(typed);
  }

  @Override
  public int read(byte[] buffer) {
    try {
      return stream.getBody().read(buffer);
    } catch (IOException _) {
      // The engine went away, or it was closed.
      return -1;
    }
  }

  @Override
  public void resize(int columns, int rows) {
    try {
      docker.call(client -> client.resizeExecCmd(exec).withSize(rows, columns).exec());
    } catch (DockerException _) {
      // Not begun yet, or ended: there is nothing to draw on.
    }
  }

  @Override
  public OptionalInt exitCode() {
    return await(Phase.ENDED)
        .map(InspectExecResponse::getExitCodeLong)
        .map(code -> OptionalInt.of(code.intValue()))
        .orElse(OptionalInt.empty());
  }

  @Override
  public void close() {
    keys.close();
    // The engine answers before it has started what was asked for, and would start it all the same.
    await(Phase.RUNNING, Phase.ENDED).ifPresent(DockerTerminal::kill);
    try {
      stream.close();
    } catch (RuntimeException _) {
      // It has ended with what was killed.
    }
  }

  /** What was left behind on terminals of these containers. */
  static void endAll(DockerConnection docker, List<Container> containers) {
    for (Container container : containers) {
      for (String exec : execs(docker, container.id())) {
        inspect(docker, exec).filter(DockerTerminal::onTerminal).ifPresent(DockerTerminal::kill);
      }
    }
  }

  private static List<String> execs(DockerConnection docker, String container) {
    try {
      List<String> known =
          docker.call(client -> client.inspectContainerCmd(container).exec().getExecIds());
      return known == null ? List.of() : known;
    } catch (NotFoundException _) {
      return List.of();
    }
  }

  private static boolean onTerminal(InspectExecResponse exec) {
    var process = exec.getProcessConfig();
    return process != null && Boolean.TRUE.equals(process.isTty());
  }

  private static void kill(InspectExecResponse exec) {
    Long pid = exec.getPidLong();
    if (pid != null && phase(exec) == Phase.RUNNING) {
      TerminalProcesses.kill(pid);
    }
  }

  private enum Phase {
    CREATED,
    RUNNING,
    ENDED
  }

  private static Phase phase(InspectExecResponse exec) {
    Long pid = exec.getPidLong();
    if (Boolean.TRUE.equals(exec.isRunning()) && pid != null && pid > 0) {
      return Phase.RUNNING;
    }
    return exec.getExitCodeLong() == null ? Phase.CREATED : Phase.ENDED;
  }

  /** Empty when it does not come to that in time, or the engine knows nothing of it any more. */
  private Optional<InspectExecResponse> await(Phase... wanted) {
    Set<Phase> phases = Set.of(wanted);
    long end = System.nanoTime() + ENDING.toNanos();
    try {
      Optional<InspectExecResponse> now = inspect(docker, exec);
      while (now.isPresent() && !phases.contains(phase(now.get()))) {
        if (System.nanoTime() > end) {
          return Optional.empty();
        }
        Thread.sleep(STEP);
        now = inspect(docker, exec);
      }
      return now;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<InspectExecResponse> inspect(DockerConnection docker, String exec) {
    try {
      return Optional.of(docker.call(client -> client.inspectExecCmd(exec).exec()));
    } catch (NotFoundException _) {
      return Optional.empty();
    }
  }
}
