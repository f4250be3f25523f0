package dev.slipway.backend.storage;

import static dev.slipway.backend.security.Permission.APPS_READ;
import static dev.slipway.backend.security.Permission.APPS_WRITE;

import dev.slipway.api.storage.CreateVolume;
import dev.slipway.api.storage.ResizeVolume;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.api.storage.VolumesApi;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.VolumeId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.security.Permission;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class VolumesController implements VolumesApi {
  private final Authorizer authorizer;
  private final VolumeService volumes;

  VolumesController(Authorizer authorizer, VolumeService volumes) {
    this.authorizer = authorizer;
    this.volumes = volumes;
  }

  @Override
  public List<VolumeView> ofEnvironment(UUID environment) {
    return volumes.ofEnvironment(authorizer.environment(new EnvironmentId(environment), APPS_READ));
  }

  @Override
  public VolumeView create(UUID environment, CreateVolume request) {
    EnvironmentScope scope = authorizer.environment(new EnvironmentId(environment), APPS_WRITE);
    return volumes.volume(scope, volumes.create(scope, request));
  }

  @Override
  public VolumeView volume(UUID volume) {
    return volumes.volume(enter(volume, APPS_READ), new VolumeId(volume));
  }

  @Override
  public VolumeView resize(UUID volume, ResizeVolume request) {
    EnvironmentScope scope = enter(volume, APPS_WRITE);
    volumes.resize(scope, new VolumeId(volume), request.sizeBytes());
    return volumes.volume(scope, new VolumeId(volume));
  }

  @Override
  public void delete(UUID volume) {
    EnvironmentScope scope = enter(volume, APPS_WRITE);
    authorizer.requireFresh();
    volumes.delete(scope, new VolumeId(volume));
  }

  private EnvironmentScope enter(UUID volume, Permission permission) {
    return authorizer.volume(new VolumeId(volume), permission);
  }
}
