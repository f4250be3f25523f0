package dev.slipway.agent.volumes;

import static java.util.stream.Collectors.joining;

import dev.slipway.agent.control.TokenRequests;
import dev.slipway.agent.engine.ContainerSpec;
import dev.slipway.agent.engine.Labels;
import dev.slipway.agent.engine.Mount;
import dev.slipway.agent.proc.Exec;
import dev.slipway.protocol.Pod;
import dev.slipway.protocol.SecretFile;
import dev.slipway.protocol.TemporarySpace;
import dev.slipway.protocol.VolumeMount;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Makes what a pod mounts, before its program starts, and takes away what ends with it. */
public final class PodMounts {
  private final VolumeStore volumes;
  private final VolumeStore scratch;
  private final SecretFiles secrets;
  private final PodTokens tokens;

  /**
   * @param scratch for what ends with its pod
   */
  PodMounts(VolumeStore volumes, VolumeStore scratch, SecretFiles secrets, PodTokens tokens) {
    this.volumes = volumes;
    this.scratch = scratch;
    this.secrets = secrets;
    this.tokens = tokens;
  }

  /**
   * @param state the agent's own folder
   */
  public static PodMounts in(
      Path state, VolumeStore volumes, TokenRequests requests, Exec exec, InstantSource clock)
      throws InterruptedException {
    var memory = new SecretFiles(state.resolve("memory").resolve("secrets"), exec);
    return new PodMounts(
        volumes,
        NodeVolumes.in(state.resolve("scratch"), exec),
        memory,
        new PodTokens(new TokenFiles(memory), requests, clock));
  }

  /** Those of the pods that want one. */
  public PodTokens tokens() {
    return tokens;
  }

  /** The container with everything the pod mounts, which is there from now on. */
  public ContainerSpec into(ContainerSpec app, Pod pod) throws InterruptedException {
    if (pod.getMountsCount() == 0) {
      return app;
    }
    var made = new ArrayList<Mount>();
    Owner owner = Owner.of(app.user());
    for (int i = 0; i < pod.getMountsCount(); i++) {
      made.add(make(pod.getMounts(i), pod.getId(), i, owner));
    }
    String held =
        pod.getMountsList().stream()
            .filter(dev.slipway.protocol.Mount::hasVolume)
            .map(mount -> mount.getVolume().getId())
            .collect(joining(","));
    return app.mounting(made, held.isEmpty() ? Map.of() : Map.of(Labels.VOLUMES, held));
  }

  private Mount make(dev.slipway.protocol.Mount mount, String pod, int index, Owner owner)
      throws InterruptedException {
    return switch (mount.getWhatCase()) {
      case VOLUME ->
          new Mount.Made(volume(mount.getVolume(), owner), mount.getPath(), mount.getReadOnly());
      case SECRET -> {
        SecretFile file = mount.getSecret();
        yield new Mount.Made(
            secrets.ensure(pod, "file-" + index, file.getContent().toByteArray(), owner),
            mount.getPath(),
            true);
      }
      case TEMPORARY -> {
        TemporarySpace space = mount.getTemporary();
        yield space.getInMemory()
            ? new Mount.Memory(mount.getPath(), space.getSizeBytes())
            : new Mount.Made(
                scratch.ensure(pod + "-" + index, space.getSizeBytes(), owner),
                mount.getPath(),
                false);
      }
      case TOKEN -> new Mount.Made(tokens.ensure(pod), mount.getPath(), true);
      case WHAT_NOT_SET ->
          throw new VolumeFailed(
              "The app mounts something at %s that this agent does not know: upgrade the agent."
                  .formatted(mount.getPath()));
    };
  }

  private Path volume(VolumeMount volume, Owner owner) throws InterruptedException {
    if (volume.getId().isEmpty()) {
      throw new VolumeFailed("The volume %s is not given to this pod.".formatted(volume.getName()));
    }
    // An empty one in its place would hide the loss, and the app would begin anew on it.
    if (volume.getExists() && !volumes.has(volume.getId())) {
      throw new VolumeFailed(
          "The data of the volume %s is not on this machine any more. Is the disk mounted that the agent keeps its state on?"
              .formatted(volume.getName()));
    }
    return volumes.ensure(volume.getId(), volume.getSizeBytes(), owner);
  }

  /** After its containers are gone. */
  public void release(String podId) throws InterruptedException {
    tokens.remove(podId);
    secrets.remove(podId);
    for (String id : scratch.ids()) {
      if (id.startsWith(podId + "-")) {
        scratch.remove(id);
      }
    }
  }

  /**
   * What pods left that ended while nobody looked, as in a crash; never a volume.
   *
   * @param pods that are here or wanted; asked after looking, as new ones come all the time
   */
  void sweep(Supplier<Set<String>> pods) throws InterruptedException {
    var left = new HashSet<>(secrets.pods());
    for (String id : scratch.ids()) {
      left.add(id.substring(0, id.lastIndexOf('-')));
    }
    left.removeAll(pods.get());
    for (String pod : List.copyOf(left)) {
      release(pod);
    }
  }
}
