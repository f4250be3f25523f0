package dev.slipway.agent.builds;

import dev.slipway.agent.disk.ImageLeases;
import dev.slipway.agent.engine.BuildParameters;
import dev.slipway.agent.engine.BuildStream;
import dev.slipway.agent.engine.EngineDown;
import dev.slipway.agent.engine.EngineException;
import dev.slipway.agent.engine.Image;
import dev.slipway.agent.engine.ImageEngine;
import dev.slipway.agent.engine.RegistryCredentials;
import dev.slipway.agent.sources.BuildFailed;
import dev.slipway.agent.sources.Checkout;
import dev.slipway.agent.sources.ContextTar;
import dev.slipway.agent.sources.Failure;
import dev.slipway.agent.sources.Retry;
import dev.slipway.agent.sources.Sources;
import dev.slipway.protocol.BuildImage;
import dev.slipway.protocol.BuildOrder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes an image of a checkout and sends it to the registry. */
final class Builder {
  private static final Pattern DENIED =
      Pattern.compile("denied|unauthorized|authentication", Pattern.CASE_INSENSITIVE);

  private final ImageEngine engine;
  private final ImageLeases leases;
  private final BuildPool pool;
  private final BuildOrder order;
  private final Consumer<String> log;
  private final RegistryCredentials registry;
  private final List<RegistryCredentials> logins;
  private @Nullable BuildStream running;
  private boolean stopped;

  Builder(
      ImageEngine engine,
      ImageLeases leases,
      BuildPool pool,
      BuildOrder order,
      Consumer<String> log) {
    this.engine = engine;
    this.leases = leases;
    this.pool = pool;
    this.order = order;
    this.log = log;
    String image = order.getImage();
    String host = image.substring(0, Math.max(0, image.indexOf('/')));
    this.registry =
        new RegistryCredentials(host, order.getRegistryUser(), order.getRegistryPassword());
    this.logins = order.getBaseLoginsList().stream().map(RegistryCredentials::of).toList();
  }

  /** What it begins from and what it makes stays on the node until it is pushed. */
  BuildImage buildAndPush(Checkout checkout, Path work) throws IOException, InterruptedException {
    Sources sources = Sources.of(checkout, order);
    String text = Instruction.withoutSyntax(Files.readString(sources.dockerfile()));
    List<String> bases =
        List.copyOf(Dockerfile.parse(text, order.getArgsMap()).images(order.getTarget()));
    var needed = new ArrayList<>(bases);
    needed.add(order.getImage());
    try (var _ = leases.hold(needed)) {
      build(checkout, work, sources, text, bases);
      return push();
    }
  }

  private void build(
      Checkout checkout, Path work, Sources sources, String text, List<String> baseImages)
      throws IOException, InterruptedException {
    var bases = new BaseImages(engine, registry, logins, log);
    for (String image : baseImages) {
      bases.ensure(image);
    }
    Path tar = work.resolve("context.tar");
    try (OutputStream out = Files.newOutputStream(tar)) {
      int files = new ContextTar(checkout, sources, text).write(out);
      log.accept("Building from %d files, %d KiB".formatted(files, Files.size(tar) >> 10));
    }
    var grant = new BuildPool.Grant(order.getMemoryBytes(), order.getCpuMillis(), order.getPids());
    pool.enter(order.getId(), grant);
    try {
      run(parameters(sources), tar);
    } finally {
      pool.leave(order.getId());
    }
  }

  private BuildParameters parameters(Sources sources) {
    return new BuildParameters(
        order.getImage(),
        sources.dockerfilePath(),
        order.getTarget().isEmpty() ? null : order.getTarget(),
        order.getArgsMap(),
        Map.of("dev.slipway.build", order.getId(), "dev.slipway.app", order.getAppId()));
  }

  private void run(BuildParameters parameters, Path tar) throws IOException {
    long killedBefore = pool.outOfMemory();
    var messages = new BuildMessages(log);
    try (var context = new BufferedInputStream(Files.newInputStream(tar), 1 << 16);
        var stream = engine.build(parameters, context)) {
      running(stream);
      messages.read(stream.messages());
    }
    if (!messages.error().isEmpty()) {
      throw BuildErrors.explain(
          messages.error(),
          messages.failedStep(),
          pool.outOfMemory() > killedBefore,
          order.getMemoryBytes());
    }
    if (messages.imageId().isEmpty()) {
      throw new BuildFailed(
          Failure.BUILDER_ERROR,
          "The engine ended the build without a result: it was restarted, perhaps. Start it again.");
    }
  }

  private synchronized void running(BuildStream stream) {
    running = stream;
    if (stopped) {
      stream.close();
    }
  }

  /** Ends what runs now; what is read from it fails then. */
  synchronized void stop() {
    stopped = true;
    if (running != null) {
      running.close();
    }
  }

  private BuildImage push() throws IOException, InterruptedException {
    log.accept("Pushing " + order.getImage());
    String digest = Retry.PATIENT.of(() -> pushOnce(order.getImage(), registry), log);
    publish();
    long size = engine.image(order.getImage()).map(Image::sizeBytes).orElse(0L);
    log.accept("Pushed %s, %d MiB".formatted(digest, size >> 20));
    return BuildImage.newBuilder().setDigest(digest).setSizeBytes(size).build();
  }

  /** To a registry of the tenant's own, for others to use. */
  private void publish() throws IOException, InterruptedException {
    String name = order.getPublish();
    if (name.isEmpty()) {
      return;
    }
    log.accept("Pushing " + name);
    engine.tag(order.getImage(), name);
    try {
      RegistryCredentials login =
          logins.stream().filter(one -> name.startsWith(one.host() + "/")).findFirst().orElse(null);
      String digest = Retry.PATIENT.of(() -> pushOnce(name, login), log);
      log.accept("Pushed %s as %s".formatted(digest, name));
    } finally {
      engine.removeImage(name);
    }
  }

  private String pushOnce(String image, @Nullable RegistryCredentials as) {
    try {
      return engine.push(image, as, _ -> {});
    } catch (EngineDown e) {
      throw e;
    } catch (EngineException e) {
      String reason = String.valueOf(e.getMessage());
      throw DENIED.matcher(reason).find()
          ? new BuildFailed(Failure.PUSH_FAILED, reason, e)
          : BuildFailed.forNow(Failure.PUSH_FAILED, reason, e);
    }
  }
}
