package dev.slipway.backend.images;

import dev.slipway.api.apps.ImageSource;
import dev.slipway.api.apps.PodContainer;
import dev.slipway.backend.images.ContainerImageRepository.Kept;
import dev.slipway.backend.images.ContainerImageRepository.Refused;
import dev.slipway.backend.images.ContainerImageRepository.Waiting;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.ImageName;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.reconcile.Reconciler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out what the tags of init containers and sidecars mean, once for each revision: before its
 * first deployment begins.
 */
@Component
class ContainerImages implements Reconciler {
  private static final Logger log = LoggerFactory.getLogger(ContainerImages.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);

  /** A registry may be away for a moment. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ContainerImageRepository rows;
  private final ImageFinder finder;
  private final PlatformProperties platform;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final Set<DeploymentId> asking = ConcurrentHashMap.newKeySet();

  ContainerImages(
      ContainerImageRepository rows,
      ImageFinder finder,
      PlatformProperties platform,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.rows = rows;
    this.finder = finder;
    this.platform = platform;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Duration period() {
    return PERIOD;
  }

  @Override
  public Set<String> wakesOn() {
    return Set.of("deployment");
  }

  @Override
  public Progress reconcile(long epoch) {
    List<Waiting> waiting = Objects.requireNonNull(transaction.execute(_ -> rows.waiting()));
    int begun = 0;
    for (Waiting one : waiting) {
      if (asking.add(one.deployment())) {
        begun++;
        Thread _ = Thread.ofVirtual().name("container-images").start(() -> ask(epoch, one));
      }
    }
    return new Progress(waiting.size(), begun);
  }

  private void ask(long epoch, Waiting waiting) {
    try {
      resolve(epoch, waiting);
    } catch (RuntimeException e) {
      log.warn("Images of revision {} are not found now; trying again", waiting.revision(), e);
    } finally {
      asking.remove(waiting.deployment());
    }
  }

  void resolve(long epoch, Waiting waiting) {
    try {
      keep(epoch, waiting, new Kept(found(waiting), null));
    } catch (RegistryRefused refused) {
      boolean passing = refused.type().equals("registry-unreachable");
      if (!passing || waiting.since().plus(PATIENCE).isBefore(clock.instant())) {
        String sentence = String.valueOf(refused.getMessage());
        keep(epoch, waiting, new Kept(null, new Refused(refused.type(), sentence)));
      }
    }
  }

  private void keep(long epoch, Waiting waiting, Kept kept) {
    transaction.executeWithoutResult(_ -> rows.keep(epoch, waiting, kept));
  }

  private Map<String, String> found(Waiting waiting) throws RegistryRefused {
    var found = new LinkedHashMap<String, String>();
    for (ImageSource image : images(waiting)) {
      String repository = repository(image);
      Manifest manifest =
          finder.find(waiting.organization(), waiting.project(), repository, image.tag());
      found.put(image.repository() + ":" + image.tag(), repository + "@" + manifest.digest());
    }
    return found;
  }

  private static Set<ImageSource> images(Waiting waiting) {
    return Stream.concat(
            waiting.spec().initContainers().stream(), waiting.spec().sidecars().stream())
        .map(PodContainer::image)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** As revisions keep it: without the host of the built-in registry, which may change. */
  private String repository(ImageSource image) {
    ImageName name = ImageName.of(image.repository());
    return name.host().equals(platform.registryHost()) ? name.path() : name.toString();
  }
}
