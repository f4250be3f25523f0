package dev.slipway.agent.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The few things we ask of a container engine. Asking twice is asking once: what is already so
 * counts as done. Every call gives up within 30 seconds, except the streams.
 *
 * @see EngineException what each method throws when the engine cannot be reached or refuses
 */
public interface ContainerEngine {
  EngineInfo info();

  /**
   * Every container this agent made, running or not; never another's, nor {@link Spare spare} ones.
   */
  List<Container> containers();

  /** One container of ours by its name. */
  Optional<Container> container(String name);

  /**
   * Creates what is missing and starts what is not running. A container of that name that exists is
   * kept as it is.
   */
  void start(ContainerSpec spec);

  /** Sends a signal such as SIGTERM to the container's first process, if there is one. */
  void signal(String name, String signal);

  /** Takes the container of that name or id away, killing what runs in it. */
  void remove(String name);

  /**
   * What the container wrote since then, oldest first; with follow also what it goes on to write,
   * until it ends or the result is closed.
   */
  Subscription logs(String name, Instant since, boolean follow, LogConsumer consumer);

  /** Runs a command in the container and waits for its end, at most this long. */
  ExecResult exec(String name, List<String> command, Duration timeout);

  /**
   * Bytes the container has written on top of its image, 0 if it is not there. The engine adds up
   * for it: not to be asked often.
   */
  long written(String name);

  /**
   * Runs a command on a terminal in a container that runs: as the container's user, with the
   * container's restrictions and nothing beyond.
   */
  Terminal terminal(String name, List<String> command);

  /** Ends what runs on terminals nobody sits at any more, as after the agent was killed. */
  void endTerminals();

  /** Tells how our containers end or change without us from now on, until closed. */
  Subscription events(Consumer<EngineEvent> consumer, Runnable ended);

  /** Makes the bridge network unless it stands. */
  void ensureNetwork(NetworkSpec network);

  /** Takes the network away unless containers are still in it; true if nothing is left of it. */
  boolean removeNetwork(String name);

  /** Names of the networks {@link #ensureNetwork} made. */
  List<String> networks();
}
