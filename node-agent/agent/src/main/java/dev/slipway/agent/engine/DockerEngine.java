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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Docker, through docker-java. No decisions here: only translation. */
public final class DockerEngine implements ContainerEngine {
  private final DockerConnection docker;
  private final KnownContainers known = new KnownContainers(InstantSource.system());
  private final ReentrantLock networking = new ReentrantLock();
  private final int lowestScore = OomFloor.here();

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

  /** The sandboxes of the same engine. */
  public SandboxEngine sandboxes() {
    return new DockerSandboxes(docker, this::read);
  }

  @Override
  public EngineInfo info() {
    String api = docker.apiVersion();
    return ask(client -> Machine.read(client.infoCmd().exec(), api));
  }

  @Override
  public List<Container> containers() {
    List<com.github.dockerjava.api.model.Container> all =
        ask(client -> Listing.all(client, Labels.POD));
    known.keepOnly(Listing.listed(all));
    return read(all.stream().filter(found -> !Listing.spare(found)).toList());
  }

  private List<Container> read(List<com.github.dockerjava.api.model.Container> list) {
    return known.of(Listing.listed(list), this::container);
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
  public void start(ContainerSpec wanted) {
    ContainerSpec spec = wanted.under(wanted.policy().notBelow(lowestScore), wanted.user());
    String id = create(spec);
    ask(client -> {
      try {
        client.startContainerCmd(id).exec();
      } catch (NotFoundException | NotModifiedException _) {
        // Another was quicker.
      }
      return null;
    });
    known.changed(id);
  }

  /** A name in use is either what a former run of the agent made, or somebody else's. */
  private String create(ContainerSpec spec) {
    Optional<String> made =
        ask(client -> {
          try {
            var create = Restricted.fill(client.createContainerCmd(spec.image()), spec);
            return Optional.of(create.exec().getId());
          } catch (ConflictException _) {
            return Optional.empty();
          }
        });
    return made.or(() -> container(spec.name()).map(Container::id))
        .orElseThrow(() ->
            new EngineException(
                "A container named %s that Slipway did not make is in the way: rename or remove it."
                    .formatted(spec.name())));
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
    return LogStream.open(docker, name, since, follow, consumer);
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
  public long written(String name) {
    return ask(client -> {
      try {
        return Machine.written(client.inspectContainerCmd(name).withSize(true).exec());
      } catch (NotFoundException _) {
        return 0L;
      }
    });
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
    var stream = new EventStream(known::changed, consumer, ended);
    docker
        .client()
        .eventsCmd()
        .withEventTypeFilter(EventType.CONTAINER)
        .withLabelFilter(Labels.POD)
        .exec(stream);
    // What happened before is not told.
    known.forget();
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

  /** What is gone, or already so, is as it was asked for. */
  private void onOurs(String name, BiConsumer<DockerClient, String> action) {
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
