package dev.slipway.backend.storage;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Identity;
import dev.slipway.api.apps.Mount;
import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.NodeId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PodId;
import dev.slipway.backend.storage.Claim.Free;
import dev.slipway.backend.storage.Claim.Later;
import dev.slipway.backend.storage.Claim.Never;
import dev.slipway.backend.storage.Claim.Wanted;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which placed pod holds which volume, and which is the one pod of its app. A claim ends with the
 * pod's row, which goes when its machine says that nothing is left of the pod: so nobody follows a
 * writer that may still write, whatever became of its machine. Only the leader makes claims.
 */
@Component
public class Claims {
  private final VolumeRepository volumes;
  private final ClaimRepository claims;
  private final InstantSource clock;

  Claims(VolumeRepository volumes, ClaimRepository claims, InstantSource clock) {
    this.volumes = volumes;
    this.claims = claims;
    this.clock = clock;
  }

  /** True when the app's old pods have to be gone before new ones begin. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean exclusive(EnvironmentId environment, AppSpec spec) {
    return spec.identity() == Identity.ONE
        || spec.mounts().stream()
            .filter(mount -> mount.kind() == Mount.Kind.VOLUME && !mount.readOnly())
            .anyMatch(
                mount -> claims.hasSingleWriter(environment, Objects.requireNonNull(mount.name())));
  }

  /** The volumes stay as they are found until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Claim look(
      OrganizationId organization, EnvironmentId environment, AppId app, AppSpec spec) {
    boolean only = spec.identity() == Identity.ONE;
    if (only) {
      Optional<String> holder = claims.onlyPod(app);
      if (holder.isPresent()) {
        return new Later(
            "The app has at most one pod at a time: waiting until nothing is left of pod %s."
                .formatted(holder.get()));
      }
    }
    return collect(
        spec,
        name -> volumes.lock(organization, environment, name),
        volume -> claims.writer(volume.id()));
  }

  /**
   * As if no other pod held anything; nothing is locked. For finding out where pods would go.
   *
   * @return never {@link Later}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Claim imagine(OrganizationId organization, EnvironmentId environment, AppSpec spec) {
    return collect(
        spec, name -> volumes.named(organization, environment, name), _ -> Optional.empty());
  }

  private Claim collect(
      AppSpec spec,
      Function<String, Optional<Volume>> find,
      Function<Volume, Optional<String>> writing) {
    boolean only = spec.identity() == Identity.ONE;
    var wanted = new ArrayList<Wanted>();
    long needed = 0;
    for (Mount mount : spec.mounts()) {
      if (mount.kind() != Mount.Kind.VOLUME) {
        continue;
      }
      String name = Objects.requireNonNull(mount.name());
      Optional<Volume> found = find.apply(name);
      if (found.isEmpty() || found.get().deleting()) {
        return new Never(
            "The volume %s is not there any more. Make it again, or remove the mount and deploy."
                .formatted(name));
      }
      Volume volume = found.get();
      if (volume.lost()) {
        return new Never(
            "The volume %s lay on a machine that was removed. Delete it and make it again, or remove the mount and deploy."
                .formatted(name));
      }
      var one =
          new Wanted(volume.id(), mount.readOnly(), volume.access() == VolumeAccess.SINGLE_WRITER);
      Optional<String> writer =
          one.singleWriter() && !one.readOnly() ? writing.apply(volume) : Optional.empty();
      if (writer.isPresent()) {
        return new Later(
            "One pod at a time writes to the volume %s: waiting until nothing is left of pod %s."
                .formatted(name, writer.get()));
      }
      needed += volume.bound() ? 0 : volume.sizeBytes();
      wanted.add(one);
    }
    return wanted.isEmpty() && !only
        ? Free.NOTHING
        : new Free(wanted, only, needed == 0 ? Map.of() : claims.nodesWithout(needed));
  }

  /** After {@link #look} in the same transaction: the placed pod holds what it wanted. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void take(long epoch, Free claim, AppId app, PodId pod, NodeId node) {
    for (Wanted wanted : claim.volumes()) {
      claims.bind(epoch, wanted.id(), node, clock.instant());
      claims.hold(epoch, pod, wanted);
    }
    if (claim.only()) {
      claims.holdIdentity(epoch, app, pod);
    }
  }
}
