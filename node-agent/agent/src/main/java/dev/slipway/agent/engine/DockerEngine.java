package dev.slipway.agent.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.EventType;
import com.github.dockerjava.api.model.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Docker, through docker-java. No decisions here: only translation. */
public final class DockerEngine implements ContainerEngine {
  private final DockerConnection docker;
  private final ReentrantLock networking = new ReentrantLock();

  DockerEngine(DockerConnection docker) {
    this.docker = docker;
  }

  public static DockerEngine at(Path socket) {
    return new DockerEngine(new DockerConnection(socket));
  }

  /** The images of the same engine. */
  public ImageEngine images() {
    return new DockerImages(docker);
  }

  /** What the same engine keeps on its disk. */
  public StoreEngine store() {
    return new DockerStore(docker);
  }

  @Override
  public EngineInfo info() {
    String api = docker.apiVersion();
    return ask(client -> {
      var info = client.infoCmd().exec();
      return new EngineInfo(
          Objects.requireNonNullElse(info.getServerVersion(), ""),
          api,
          Objects.requireNonNullElse(info.getNCPU(), 0),
          Objects.requireNonNullElse(info.getMemTotal(), 0L),
          Objects.requireNonNullElse(info.getDockerRootDir(), "/"));
    });
  }

  @Override
  public List<Container> containers() {
    return ask(client ->
            client
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(Labels.POD))
                .exec())
        .stream()
        .map(com.github.dockerjava.api.model.Container::getId)
        .flatMap(id -> container(id).stream())
        .toList();
  }

  @Override
  public Optional<Container> container(String name) {
    return ask(client -> {
      try {
        return Containers.read(client.inspectContainerCmd(name).exec());
      } catch (NotFoundException _) {
        return Optional.empty();
      }
    });
  }

  @Override
  public void start(ContainerSpec spec) {
    ask(client -> Restricted.fill(client.createContainerCmd(spec.image()), spec), spec);
    onOurs(spec.name(), (client, id) -> client.startContainerCmd(id).exec());
  }

  /** A name in use is either what a former run of the agent made, or somebody else's. */
  private void ask(
      Function<DockerClient, com.github.dockerjava.api.command.CreateContainerCmd> command,
      ContainerSpec spec) {
    ask(client -> {
      try {
        return command.apply(client).exec();
      } catch (ConflictException taken) {
        if (container(spec.name()).isEmpty()) {
          throw new EngineException(
              "A container named %s that Slipway did not make is in the way: rename or remove it."
                  .formatted(spec.name()),
              taken);
        }
        return null;
      }
    });
  }

  @Override
  public void signal(String name, String signal) {
    onOurs(
        name,
        (client, id) -> {
          try {
            client.killContainerCmd(id).withSignal(signal).exec();
          } catch (ConflictException _) {
            // Not running, so there is nobody to tell.
          }
        });
  }

  @Override
  public void remove(String name) {
    onOurs(
        name,
        (client, id) -> {
          try {
            client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
          } catch (ConflictException _) {
            // Its removal is under way already.
          }
        });
  }

  @Override
  public Subscription logs(String name, Instant since, boolean follow, LogConsumer consumer) {
    var stream = new LogStream(since, consumer);
    var command =
        docker
            .client()
            .logContainerCmd(name)
            .withStdOut(true)
            .withStdErr(true)
            .withTimestamps(true)
            .withFollowStream(follow)
            .withSince((int) Math.max(0, since.getEpochSecond()));
    command.exec(stream);
    return stream;
  }

  @Override
  public ExecResult exec(String name, List<String> command, Duration timeout) {
    String id =
        ask(client ->
            client
                .execCreateCmd(name)
                .withCmd(command.toArray(String[]::new))
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId());
    var output = new CommandOutput();
    try (output) {
      docker.client().execStartCmd(id).exec(output);
      if (!output.awaitCompletion(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new ExecResult(-1, output.text(), true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("The agent is stopping.", e);
    } catch (java.io.IOException e) {
      throw new EngineDown(e);
    }
    Long code = ask(client -> client.inspectExecCmd(id).exec().getExitCodeLong());
    return new ExecResult(code == null ? -1 : code.intValue(), output.text(), false);
  }

  @Override
  public Terminal terminal(String name, List<String> command) {
    return refusing(() -> DockerTerminal.open(docker, name, command));
  }

  @Override
  public void endTerminals() {
    List<Container> running = containers().stream().filter(Container::running).toList();
    refusing(() -> {
      DockerTerminal.endAll(docker, running);
      return true;
    });
  }

  @Override
  public Subscription events(Consumer<EngineEvent> consumer, Runnable ended) {
    var stream = new EventStream(consumer, ended);
    docker
        .client()
        .eventsCmd()
        .withEventTypeFilter(EventType.CONTAINER)
        .withLabelFilter(Labels.POD)
        .exec(stream);
    return stream;
  }

  /** One at a time: the engine refuses a second network of the same range, not of the same name. */
  @Override
  public void ensureNetwork(NetworkSpec network) {
    networking.lock();
    try {
      if (!networks().contains(network.name())) {
        create(network);
      }
    } finally {
      networking.unlock();
    }
  }

  private void create(NetworkSpec network) {
    ask(client ->
        client
            .createNetworkCmd()
            .withName(network.name())
            .withDriver("bridge")
            .withCheckDuplicate(true)
            .withLabels(Map.of(Labels.NETWORK, network.name()))
            .withOptions(Map.of("com.docker.network.bridge.name", network.bridge()))
            .withIpam(
                new Network.Ipam()
                    .withConfig(new Network.Ipam.Config().withSubnet(network.subnet())))
            .exec());
  }

  @Override
  public boolean removeNetwork(String name) {
    return ask(client -> {
      if (!ours(client).contains(name)) {
        return true;
      }
      try {
        client.removeNetworkCmd(name).exec();
        return true;
      } catch (NotFoundException _) {
        return true;
      } catch (DockerException inUse) {
        if (inUse.getHttpStatus() == 403) {
          return false;
        }
        throw inUse;
      }
    });
  }

  @Override
  public List<String> networks() {
    return ask(DockerEngine::ours);
  }

  private static List<String> ours(DockerClient client) {
    return client.listNetworksCmd().withFilter("label", List.of(Labels.NETWORK)).exec().stream()
        .map(Network::getName)
        .toList();
  }

  private interface OnContainer {
    void accept(DockerClient client, String id);
  }

  /** What is gone, or already so, is as it was asked for. */
  private void onOurs(String name, OnContainer action) {
    Optional<Container> container = container(name);
    if (container.isPresent()) {
      ask(client -> {
        try {
          action.accept(client, container.get().id());
        } catch (NotFoundException | NotModifiedException _) {
          // Another was quicker.
        }
        return null;
      });
    }
  }

  private <T extends @Nullable Object> T ask(Function<DockerClient, T> question) {
    return refusing(() -> docker.call(question));
  }

  private static <T extends @Nullable Object> T refusing(Supplier<T> question) {
    try {
      return question.get();
    } catch (DockerException refused) {
      throw Refusal.of(refused);
    }
  }
}
