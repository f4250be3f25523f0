package dev.slipway.api.storage;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Apps mount volumes of their environment by name, see {@link dev.slipway.api.apps.Mount}. */
@HttpExchange("/api/v1")
public interface VolumesApi {
  /** All of the environment, by name, with who uses them and how full they are. */
  @GetExchange("/environments/{environment}/volumes")
  List<VolumeView> ofEnvironment(@PathVariable UUID environment);

  /** An empty one. It gets its machine with the first pod that mounts it, and stays there. */
  @PostExchange("/environments/{environment}/volumes")
  @ResponseStatus(HttpStatus.CREATED)
  VolumeView create(@PathVariable UUID environment, @RequestBody CreateVolume request);

  @GetExchange("/volumes/{volume}")
  VolumeView volume(@PathVariable UUID volume);

  /** Makes it larger, while apps go on using it. */
  @PatchExchange("/volumes/{volume}")
  VolumeView resize(@PathVariable UUID volume, @RequestBody ResizeVolume request);

  /**
   * Deletes the volume with all that is in it; nothing brings it back. Refused while an app mounts
   * it. Answers at once; it is gone when its machine has removed the data.
   */
  @DeleteExchange("/volumes/{volume}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void delete(@PathVariable UUID volume);
}
