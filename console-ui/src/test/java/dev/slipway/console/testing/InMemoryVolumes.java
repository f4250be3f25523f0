package dev.slipway.console.testing;

import dev.slipway.api.storage.CreateVolume;
import dev.slipway.api.storage.ResizeVolume;
import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.api.storage.VolumeState;
import dev.slipway.api.storage.VolumeUsageView;
import dev.slipway.api.storage.VolumeUserView;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.api.storage.VolumesApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One that the app uses, and one that nobody does. */
public class InMemoryVolumes implements VolumesApi {
  private static final long GIBIBYTE = 1L << 30;

  public final List<CreateVolume> created = new ArrayList<>();
  public final List<UUID> deleted = new ArrayList<>();
  public long resized;

  @Override
  public List<VolumeView> ofEnvironment(UUID environment) {
    return List.of(
        volume(
            970,
            "data",
            new VolumeUsageView(GIBIBYTE * 9 / 10, GIBIBYTE, 1200, 65536, true, Samples.NOW),
            List.of(new VolumeUserView(Samples.APP, "web", "/data", false, true))),
        volume(
            971,
            "old",
            new VolumeUsageView(GIBIBYTE / 2, GIBIBYTE, 7, 65536, true, Samples.NOW),
            List.of()));
  }

  @Override
  public VolumeView create(UUID environment, CreateVolume request) {
    created.add(request);
    return ofEnvironment(environment).getFirst();
  }

  @Override
  public VolumeView volume(UUID volume) {
    return ofEnvironment(Samples.ENVIRONMENT).stream()
        .filter(one -> one.id().equals(volume))
        .findFirst()
        .orElseThrow(Samples.NotThere::new);
  }

  @Override
  public VolumeView resize(UUID volume, ResizeVolume request) {
    resized = request.sizeBytes();
    return volume(volume);
  }

  @Override
  public void delete(UUID volume) {
    deleted.add(volume);
  }

  private static VolumeView volume(
      int id, String name, VolumeUsageView usage, List<VolumeUserView> users) {
    return new VolumeView(
        Samples.id(id),
        Samples.ENVIRONMENT,
        name,
        GIBIBYTE,
        VolumeAccess.SINGLE_WRITER,
        VolumeState.ON_NODE,
        "node-1",
        usage,
        null,
        users,
        "Ada",
        Samples.NOW);
  }
}
