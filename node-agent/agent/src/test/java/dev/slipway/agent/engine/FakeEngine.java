package dev.slipway.agent.engine;

import java.io.InputStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine whose containers are entries in a map, and whose programs are the few that tests run.
 */
public final class FakeEngine implements ContainerEngine, ImageEngine, StoreEngine, SandboxEngine {
  private static final String HOOK = "/hook ";
  private static final String SHELL = "/bin/busybox sh -c ";

  private final Map<String, Entry> containers = new LinkedHashMap<>();
  private final Map<String, Image> images = new LinkedHashMap<>();
  private final Set<String> networks = new LinkedHashSet<>();
  private final List<Consumer<EngineEvent>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Clock clock;

  /** All that was asked of it, such as "start slp-web-1". */
  public final List<String> done = new CopyOnWriteArrayList<>();

  /** While set, every call fails as if the engine were gone. */
  public volatile boolean down;

  /** Who fetched and sent what, as the registry saw them; strangers are not in it. */
  public final Map<String, RegistryCredentials> signedIn = new ConcurrentHashMap<>();

  /** Images that containers were to be made of, and that were not there. */
  public final List<String> missing = new CopyOnWriteArrayList<>();

  /** What builds have left behind. */
  public volatile long cacheBytes;

  /** Images that cannot be pulled. */
  public final Set<String> broken = new LinkedHashSet<>();

  /** Shells that are in every image. */
  public final Set<String> shells = ConcurrentHashMap.newKeySet();

  private final Map<FakeTerminal, String> terminals = new ConcurrentHashMap<>();

  /** Images whose registry is too busy the first time. */
  public final Set<String> busy = ConcurrentHashMap.newKeySet();

  private record Entry(ContainerSpec spec, Container seen, List<LogFrame> lines) {
    Entry with(Container.State state) {
      return new Entry(
          spec,
          new Container(
              seen.id(), seen.name(), seen.imageId(), seen.labels(), seen.stopSignal(), state),
          lines);
    }
  }

  public FakeEngine(Clock clock) {
    this.clock = clock;
    shells.add("/bin/sh");
  }

  public FakeEngine() {
    this(Clock.systemUTC());
  }

  private void ask(String what) {
    if (down) {
      throw new EngineDown(new IllegalStateException("The fake is down."));
    }
    if (!what.isEmpty()) {
      done.add(what);
    }
  }

  @Override
  public EngineInfo info() {
    ask("");
    return new EngineInfo("fake", "1.41", 2, 1L << 30, "/");
  }

  @Override
  public synchronized List<Container> containers() {
    ask("");
    return containers.values().stream()
        .map(Entry::seen)
        .filter(seen -> !Spare.free(seen.name(), seen.labels()))
        .toList();
  }

  @Override
  public synchronized List<Container> spares() {
    ask("");
    return containers.values().stream()
        .map(Entry::seen)
        .filter(seen -> Spare.free(seen.name(), seen.labels()))
        .toList();
  }

  @Override
  public synchronized boolean rename(String name, String newName) {
    ask("rename " + name + " " + newName);
    Entry entry = containers.get(name);
    if (entry == null) {
      return false;
    }
    if (containers.containsKey(newName)) {
      throw new EngineException("Conflict. The name is in use: " + newName);
    }
    containers.remove(name);
    Container seen = entry.seen();
    var renamed =
        new Container(
            seen.id(), newName, seen.imageId(), seen.labels(), seen.stopSignal(), seen.state());
    containers.put(newName, new Entry(entry.spec(), renamed, entry.lines()));
    return true;
  }

  @Override
  public synchronized Container identify(String name, Identity identity) {
    ask("identify " + name + " " + identity.hostname() + " " + identity.address());
    Entry entry = containers.get(name);
    if (entry == null) {
      throw new EngineException("No such container: " + name);
    }
    return entry.seen();
  }

  @Override
  public synchronized Optional<Container> container(String name) {
    ask("");
    return Optional.ofNullable(containers.get(name)).map(Entry::seen);
  }

  /** What a container was made from. */
  public synchronized ContainerSpec spec(String name) {
    Entry entry = containers.get(name);
    if (entry == null) {
      throw new AssertionError("There is no container " + name + ", only " + containers.keySet());
    }
    return entry.spec();
  }

  @Override
  public synchronized void start(ContainerSpec spec) {
    ask("start " + spec.name());
    Entry known = containers.get(spec.name());
    if (known == null) {
      if (!images.containsKey(spec.image())) {
        missing.add(spec.image());
        throw new EngineException("No such image: " + spec.image());
      }
      for (Mount mount : spec.mounts()) {
        if (mount instanceof Mount.Made made && !Files.exists(made.source())) {
          throw new EngineException("bind source path does not exist: " + made.source());
        }
      }
      String id = "id-" + numbers.incrementAndGet();
      known =
          new Entry(
              spec,
              new Container(
                  id, spec.name(), spec.image(), spec.labels(), "SIGTERM", new Container.Created()),
              new CopyOnWriteArrayList<>());
      containers.put(spec.name(), known);
    }
    if (!known.seen().running()) {
      run(known);
    }
  }

  private void run(Entry entry) {
    ContainerSpec spec = entry.spec();
    if (spec.attachment() instanceof ContainerSpec.Joined joined) {
      Entry sandbox = containers.get(joined.container());
      if (sandbox == null || !sandbox.seen().running()) {
        throw new EngineException("cannot join network of a non running container");
      }
    }
    String command = String.join(" ", spec.command());
    containers.put(
        spec.name(),
        entry.with(new Container.Running(clock.instant(), 1_000_000 + numbers.incrementAndGet())));
    tell(entry, "start");
    if (command.equals("/bin/nothing")) {
      end(spec.name(), 127, false);
    }
    if (command.startsWith(SHELL)) {
      for (String statement : command.substring(SHELL.length()).split("; ", -1)) {
        shell(entry, statement);
      }
    }
  }

  private void shell(Entry entry, String statement) {
    if (statement.startsWith("echo ")) {
      boolean error = statement.endsWith(" >&2");
      String text = statement.substring(5).replace(" >&2", "");
      entry.lines().add(new LogFrame(clock.instant(), error, text, true));
    } else if (statement.startsWith("exit ")) {
      end(entry.spec().name(), Integer.parseInt(statement.substring(5)), false);
    }
  }

  /** The container's process ends by itself. */
  public synchronized void end(String name, int code, boolean outOfMemory) {
    Entry entry = containers.get(name);
    if (entry != null && entry.seen().state() instanceof Container.Running running) {
      var state = new Container.Exited(running.since(), clock.instant(), code, outOfMemory);
      containers.put(name, entry.with(state));
      endTerminals(name);
      tell(entry, "die");
    }
  }

  /** The container writes something. */
  public synchronized void write(String name, LogFrame frame) {
    Entry entry = containers.get(name);
    if (entry != null) {
      entry.lines().add(frame);
    }
  }

  /** Somebody takes it away behind our back. */
  public synchronized void vanish(String name) {
    Entry entry = containers.remove(name);
    if (entry != null) {
      endTerminals(name);
      tell(entry, "destroy");
    }
  }

  private void endTerminals(String container) {
    terminals.forEach((terminal, where) -> {
      if (where.equals(container)) {
        terminal.end(137);
      }
    });
  }

  private void tell(Entry entry, String action) {
    var event =
        new EngineEvent(
            entry.spec().name(), entry.spec().labels().getOrDefault(Labels.POD, ""), action);
    listeners.forEach(listener -> listener.accept(event));
  }

  @Override
  public synchronized void signal(String name, String signal) {
    ask("signal " + name + " " + signal);
    Entry entry = containers.get(name);
    boolean deaf =
        entry != null && entry.spec().command().contains("deaf") && !signal.equals("SIGKILL");
    if (!deaf) {
      end(name, signal.equals("SIGKILL") ? 137 : 143, false);
    }
  }

  @Override
  public synchronized void remove(String name) {
    ask("remove " + name);
    containers.values().stream()
        .map(Entry::seen)
        .filter(seen -> seen.id().equals(name))
        .map(Container::name)
        .findFirst()
        .ifPresentOrElse(this::vanish, () -> vanish(name));
  }

  @Override
  public synchronized Subscription logs(
      String name, Instant since, boolean follow, LogConsumer consumer) {
    ask("");
    Entry entry = containers.get(name);
    if (entry != null) {
      entry.lines().stream().filter(line -> !line.at().isBefore(since)).forEach(consumer::line);
    }
    consumer.end();
    return () -> {};
  }

  @Override
  public ExecResult exec(String name, List<String> command, Duration timeout) {
    ask("");
    String line = String.join(" ", command);
    if (line.startsWith(HOOK)) {
      // What people want done before an app ends: seen in the order of all that was done.
      done.add(line.substring(HOOK.length()) + " in " + name);
      return new ExecResult(0, "", false);
    }
    if (line.endsWith(" -c exit 0") && !line.startsWith(SHELL)) {
      return new ExecResult(shells.contains(command.getFirst()) ? 0 : 127, "", false);
    }
    if (line.startsWith("/bin/busybox echo ")) {
      return new ExecResult(0, line.substring(18) + "\n", false);
    }
    if (line.startsWith(SHELL + "exit ")) {
      return new ExecResult(Integer.parseInt(line.substring(SHELL.length() + 5)), "", false);
    }
    return new ExecResult(-1, "", true);
  }

  /** Bytes that containers have written, by their names. */
  public final Map<String, Long> written = new ConcurrentHashMap<>();

  @Override
  public long written(String name) {
    ask("");
    return written.getOrDefault(name, 0L);
  }

  @Override
  public Terminal terminal(String name, List<String> command) {
    ask("terminal " + name + " " + String.join(" ", command));
    var terminal = new FakeTerminal();
    terminals.put(terminal, name);
    return terminal;
  }

  @Override
  public void endTerminals() {
    ask("end-terminals");
    terminals.keySet().forEach(FakeTerminal::close);
  }

  /** How many shells run on terminals. */
  public long terminals() {
    return terminals.keySet().stream().filter(FakeTerminal::running).count();
  }

  @Override
  public Subscription events(Consumer<EngineEvent> consumer, Runnable ended) {
    ask("");
    listeners.add(consumer);
    return () -> listeners.remove(consumer);
  }

  @Override
  public synchronized void ensureNetwork(NetworkSpec network) {
    ask("network " + network.name());
    networks.add(network.name());
  }

  @Override
  public synchronized boolean removeNetwork(String name) {
    ask("remove-network " + name);
    boolean used =
        containers.values().stream()
            .anyMatch(entry ->
                entry.spec().attachment() instanceof ContainerSpec.Bridged bridged
                    && bridged.network().equals(name));
    if (!used) {
      networks.remove(name);
    }
    return !used;
  }

  @Override
  public synchronized List<String> networks() {
    ask("");
    return new ArrayList<>(networks);
  }

  @Override
  public synchronized Optional<Image> image(String reference) {
    ask("");
    return Optional.ofNullable(images.get(reference))
        .or(() -> images.values().stream().filter(one -> one.id().equals(reference)).findFirst());
  }

  @Override
  public synchronized void pull(
      String reference, @Nullable RegistryCredentials credentials, Consumer<String> progress) {
    ask("pull " + reference);
    if (credentials != null) {
      signedIn.put(reference, credentials);
    }
    if (broken.contains(reference)) {
      throw new PullFailed("The image " + reference + " could not be fetched: manifest unknown.");
    }
    if (busy.remove(reference)) {
      throw new PullFailed("The image could not be fetched: received unexpected HTTP status: 503.");
    }
    images.put(reference, new Image(reference, "", "SIGTERM", 1));
  }

  /** As if it had been pulled before. */
  public synchronized void has(String reference, String user) {
    images.put(reference, new Image(reference, user, "SIGTERM", 1));
  }

  /** As if it had been pulled before; it shares nothing with any other. */
  public synchronized void has(String reference, long sizeBytes) {
    images.put(reference, new Image(reference, "", "SIGTERM", sizeBytes));
  }

  @Override
  public synchronized Stored stored() {
    ask("");
    var names = new LinkedHashMap<Image, List<String>>();
    images.forEach((name, image) -> names.computeIfAbsent(image, _ -> new ArrayList<>()).add(name));
    return new Stored(
        names.keySet().stream().mapToLong(Image::sizeBytes).sum(),
        cacheBytes,
        names.entrySet().stream()
            .map(entry ->
                new StoredImage(
                    entry.getKey().id(),
                    entry.getValue(),
                    entry.getKey().sizeBytes(),
                    entry.getKey().sizeBytes(),
                    Instant.EPOCH))
            .toList(),
        containers.values().stream()
            .map(entry -> new StoredContainer(entry.seen().imageId(), entry.seen().labels(), 1))
            .toList());
  }

  @Override
  public synchronized long shrinkCache(long keptBytes) {
    ask("shrink-cache " + keptBytes);
    long removed = Math.max(0, cacheBytes - keptBytes);
    cacheBytes -= removed;
    return removed;
  }

  @Override
  public void importFiles(String reference, InputStream tar) {
    ask("import " + reference);
    has(reference, "");
  }

  @Override
  public synchronized void tag(String source, String target) {
    ask("tag " + target);
    Image image = images.get(source);
    if (image == null) {
      throw new EngineException("No such image: " + source);
    }
    images.put(target, image);
  }

  @Override
  public String push(
      String reference, @Nullable RegistryCredentials credentials, Consumer<String> progress) {
    ask("push " + reference);
    if (credentials != null) {
      signedIn.put(reference, credentials);
    }
    return "sha256:" + "0".repeat(64);
  }

  @Override
  public BuildStream build(BuildParameters parameters, InputStream context) {
    throw new UnsupportedOperationException("The fake does not build.");
  }

  @Override
  public synchronized void removeImage(String reference) {
    ask("remove-image " + reference);
    if (containers.values().stream().noneMatch(one -> one.spec().image().equals(reference))) {
      images.remove(reference);
    }
  }
}
