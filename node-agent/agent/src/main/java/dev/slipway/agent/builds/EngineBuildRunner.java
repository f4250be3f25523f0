package dev.slipway.agent.builds;

import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.engine.ContainerEngine;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.git.Git;
import dev.slipway.agent.git.OutboundGuard;
import dev.slipway.agent.proc.Exec;
import dev.slipway.agent.secrets.Redactor;
import dev.slipway.agent.sources.Retry;
import dev.slipway.protocol.BuildAck;
import dev.slipway.protocol.BuildCanceled;
import dev.slipway.protocol.BuildOrder;
import dev.slipway.protocol.BuildReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds by this node's engine. Each has a folder: its sources while it runs, and its reports. */
public final class EngineBuildRunner implements BuildRunner {
  private static final Logger log = LoggerFactory.getLogger(EngineBuildRunner.class);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
  private static final String WORK = "work";

  private final ContainerEngine engine;
  private final ImageEngine images;
  private final ImageLeases leases;
  private final Git git;
  private final BuildPool pool;
  private final Path folder;
  private final IntSupplier diskLimit;
  private final InstantSource clock;
  private final Consumer<BuildReport> consumer;
  private final Map<String, Journal> journals = new ConcurrentHashMap<>();
  private final Map<String, RunningBuild> running = new ConcurrentHashMap<>();

  /**
   * @param consumer gets every report as it comes, and again after {@link #resend}
   */
  public EngineBuildRunner(
      ContainerEngine engine,
      ImageEngine images,
      ImageLeases leases,
      Exec exec,
      BuildSettings settings,
      InstantSource clock,
      Consumer<BuildReport> consumer) {
    this.engine = engine;
    this.images = images;
    this.leases = leases;
    this.git = new Git(exec, OutboundGuard.usual(), Retry.BRIEF, settings.folder());
    this.pool = new BuildPool(new ControlGroup(Path.of("/sys/fs/cgroup"), settings.cgroupParent()));
    this.folder = settings.folder();
    this.diskLimit = settings.diskLimit();
    this.clock = clock;
    this.consumer = consumer;
    takeUp();
  }

  /** Builds do not outlive their agent, but an end that was not told yet is told by the next. */
  private void takeUp() {
    try {
      Files.createDirectories(folder);
      git.sweep();
      try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
        for (Path left : folders) {
          takeUp(left);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of builds cannot be used.", e);
    }
  }

  private void takeUp(Path left) throws IOException {
    Folders.remove(left.resolve(WORK));
    Journal journal = Journal.left(left, consumer);
    if (journal.ended()) {
      journals.put(left.getFileName().toString(), journal);
    } else {
      Folders.remove(left);
    }
  }

  @Override
  public void start(BuildOrder order) {
    if (!ID.matcher(order.getId()).matches()) {
      throw new IllegalArgumentException("'" + order.getId() + "' is no id of a build.");
    }
    Path own = folder.resolve(order.getId());
    journals.computeIfAbsent(
        order.getId(),
        id -> {
          Journal journal = Journal.begin(id, own, consumer);
          run(order, journal, own.resolve(WORK));
          return journal;
        });
  }

  private void run(BuildOrder order, Journal journal, Path work) {
    Redactor redactor = BuildSecrets.redactor(order);
    var lines = new LogWriter(journal, clock, redactor);
    var builder = new Builder(images, leases, pool, order, lines::line);
    var disk = new DiskGuard(disks(), diskLimit);
    var build = new RunningBuild(order, journal, lines, redactor, disk, git, builder, work);
    running.put(order.getId(), build);
    build.start();
  }

  private List<Path> disks() {
    var disks = new ArrayList<>(List.of(folder));
    try {
      disks.add(Path.of(engine.info().rootFolder()));
    } catch (EngineException _) {
      // The build itself will say that the engine does not answer.
    }
    return disks;
  }

  @Override
  public void cancel(String buildId) {
    RunningBuild build = running.get(buildId);
    if (build != null) {
      build.cancel();
    } else if (!journals.containsKey(buildId)) {
      consumer.accept(
          BuildReport.newBuilder()
              .setId(buildId)
              .setCanceled(BuildCanceled.getDefaultInstance())
              .build());
    }
  }

  @Override
  public void acked(BuildAck ack) {
    Journal journal = journals.get(ack.getId());
    if (journal == null) {
      return;
    }
    journal.stored(ack.getSeq());
    if (ack.getEnded()) {
      journal.forget();
      RunningBuild build = running.remove(ack.getId());
      if (build != null) {
        build.cancel();
      }
      journals.remove(ack.getId());
      try {
        Folders.remove(folder.resolve(ack.getId()));
      } catch (IOException e) {
        log.warn("What is left of build {} could not be removed: {}", ack.getId(), e.toString());
      }
    }
  }

  @Override
  public Set<String> open() {
    return Set.copyOf(journals.keySet());
  }

  @Override
  public void resend() {
    journals.values().forEach(Journal::resend);
  }
}
