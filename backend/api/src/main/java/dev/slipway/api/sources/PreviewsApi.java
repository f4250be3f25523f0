package dev.slipway.api.sources;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Pull requests that run in environments of their own. */
@HttpExchange("/api/v1/projects/{project}/previews")
public interface PreviewsApi {
  @GetExchange
  List<PreviewView> list(@PathVariable UUID project);

  /** Ends it before it expires; the next push to the pull request makes another. */
  @DeleteExchange("/{preview}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID project, @PathVariable UUID preview);
}
