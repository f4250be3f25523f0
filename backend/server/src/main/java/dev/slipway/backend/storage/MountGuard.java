package dev.slipway.backend.storage;

import static java.util.stream.Collectors.joining;

import dev.slipway.api.apps.Mount;
import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.api.storage.VolumeUserView;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.kernel.VolumeId;
import dev.slipway.backend.quotas.Quotas;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.SpecGuard;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** An app mounts volumes that are there, and none that has its one writer already. */
@Component
class MountGuard implements SpecGuard {
  private final VolumeRepository volumes;
  private final VolumeViewRepository views;
  private final Quotas quotas;
  private final InstantSource clock;

  MountGuard(
      VolumeRepository volumes, VolumeViewRepository views, Quotas quotas, InstantSource clock) {
    this.volumes = volumes;
    this.views = views;
    this.quotas = quotas;
    this.clock = clock;
  }

  @Override
  public void check(App wanted) {
    for (Mount mount : wanted.spec().mounts()) {
      if (mount.kind() == Mount.Kind.VOLUME) {
        check(wanted, mount, Objects.requireNonNull(mount.name()));
      }
    }
  }

  private void check(App wanted, Mount mount, String name) {
    Volume volume = volume(wanted, name);
    if (volume.deleting()) {
      throw Problem.conflict(
          "volume-deleting",
          "The volume %s is being deleted. Make one of another name.".formatted(name));
    }
    if (volume.access() == VolumeAccess.SHARED || mount.readOnly()) {
      return;
    }
    if (wanted.replicas() > 1) {
      throw Problem.invalid(
          "One pod at a time may write to the volume %s, so replicas is 0 or 1. Mount it read-only, or use a shared volume, for more."
              .formatted(name));
    }
    String others =
        views.users(volume).stream()
            .filter(user -> !user.readOnly() && !user.app().equals(wanted.id().value()))
            .map(VolumeUserView::slug)
            .distinct()
            .collect(joining(", "));
    if (!others.isEmpty()) {
      throw Problem.conflict(
          "volume-has-writer",
          "One pod at a time may write to the volume %s, and %s does. Mount it read-only, or use a shared volume."
              .formatted(name, others));
    }
  }

  private Volume volume(App wanted, String name) {
    return volumes
        .lock(wanted.organization(), wanted.environment(), name)
        .or(() -> {
          // What is tried out beside an environment must not write to that one's data.
          if (volumes.isPreview(wanted.organization(), wanted.environment())) {
            Instant now = clock.instant();
            var id = new VolumeId(Uuids.next(now));
            boolean _ =
                quotas.admitStorage(
                    wanted.organization(),
                    () -> {
                      volumes.copyEmpty(
                          wanted.organization(),
                          wanted.project(),
                          wanted.environment(),
                          id,
                          name,
                          now);
                      return true;
                    });
          }
          return volumes.lock(wanted.organization(), wanted.environment(), name);
        })
        .orElseThrow(() ->
            Problem.invalid(
                "This environment has no volume named %s. Make it first.".formatted(name)));
  }
}
