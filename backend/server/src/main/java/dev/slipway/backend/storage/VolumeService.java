package dev.slipway.backend.storage;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import dev.slipway.api.storage.CreateVolume;
import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.api.storage.VolumeUserView;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Slug;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.kernel.VolumeId;
import dev.slipway.backend.quotas.Quotas;
import dev.slipway.backend.security.EnvironmentScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What users want of their volumes. */
@Service
class VolumeService {
  private static final long LEAST = 16L << 20;
  private static final long MOST = 16L << 40;

  private final VolumeRepository volumes;
  private final VolumeViewRepository views;
  private final Quotas quotas;
  private final EventLog events;
  private final InstantSource clock;

  VolumeService(
      VolumeRepository volumes,
      VolumeViewRepository views,
      Quotas quotas,
      EventLog events,
      InstantSource clock) {
    this.volumes = volumes;
    this.views = views;
    this.quotas = quotas;
    this.events = events;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<VolumeView> ofEnvironment(EnvironmentScope scope) {
    return views.ofEnvironment(scope);
  }

  @Transactional(readOnly = true)
  public VolumeView volume(EnvironmentScope scope, VolumeId id) {
    return views.volume(scope, id).stream().findAny().orElseThrow(VolumeService::missing);
  }

  @Transactional
  public VolumeId create(EnvironmentScope scope, CreateVolume request) {
    Instant now = clock.instant();
    var id = new VolumeId(Uuids.next(now));
    var name = new Slug(requireNonNullElse(request.name(), ""));
    long size = checked(request.sizeBytes());
    VolumeAccess access = requireNonNullElse(request.access(), VolumeAccess.SINGLE_WRITER);
    boolean made =
        quotas.admitStorage(
            scope.organization(), () -> volumes.insert(scope, id, name, size, access, now));
    if (!made) {
      throw Problem.conflict(
          "name-taken",
          "This environment has a volume named %s, or one that is still being deleted. Choose another name."
              .formatted(name));
    }
    happened(scope, "VolumeCreated", "created the volume %s".formatted(name));
    return id;
  }

  @Transactional
  public void resize(EnvironmentScope scope, VolumeId id, long asked) {
    long size = checked(asked);
    Volume volume = wanted(scope, id);
    if (size < volume.sizeBytes()) {
      throw Problem.invalid(
          "The volume has %d bytes and cannot be made smaller. Make a new one and copy what is needed."
              .formatted(volume.sizeBytes()));
    }
    if (size > volume.sizeBytes()) {
      boolean _ =
          quotas.admitStorage(
              scope.organization(),
              () -> {
                volumes.resize(volume, size);
                return true;
              });
      happened(scope, "VolumeResized", "made the volume %s larger".formatted(volume.name()));
    }
  }

  /** With all that is in it. The data goes when no pod can have it any more: never is it in use. */
  @Transactional
  public void delete(EnvironmentScope scope, VolumeId id) {
    Volume volume = wanted(scope, id);
    List<VolumeUserView> users = views.users(volume);
    if (!users.isEmpty()) {
      throw Problem.conflict("volume-in-use", inUse(volume, users));
    }
    if (!volume.bound() || volume.lost()) {
      volumes.delete(volume);
    } else {
      volumes.requestDelete(volume, clock.instant());
    }
    happened(
        scope, "VolumeDeleted", "deleted the volume %s with its data".formatted(volume.name()));
  }

  private static String inUse(Volume volume, List<VolumeUserView> users) {
    String names = users.stream().map(VolumeUserView::slug).distinct().collect(joining(", "));
    return "The volume %s is used by %s. Remove the mount from these apps and deploy them, or delete them; then delete it."
        .formatted(volume.name(), names);
  }

  private Volume wanted(EnvironmentScope scope, VolumeId id) {
    Volume volume = volumes.lock(scope, id).orElseThrow(VolumeService::missing);
    if (volume.deleting()) {
      throw Problem.conflict("volume-deleting", "The volume is being deleted.");
    }
    return volume;
  }

  private static long checked(long size) {
    if (size < LEAST || size > MOST) {
      throw Problem.invalid("sizeBytes is from 16 MiB to 16 TiB; %d is not.".formatted(size));
    }
    return size;
  }

  private static Problem missing() {
    return Problem.notFound("volume");
  }

  private void happened(EnvironmentScope scope, String reason, String what) {
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            reason,
            "%s %s.".formatted(scope.caller().name(), what),
            scope.organization(),
            scope.project(),
            null,
            null,
            null,
            null));
  }
}
