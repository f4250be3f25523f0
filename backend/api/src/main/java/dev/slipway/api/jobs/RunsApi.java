package dev.slipway.api.jobs;

import dev.slipway.api.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/api/v1")
public interface RunsApi {
  /** Newest first. */
  @GetExchange("/apps/{app}/runs")
  Page<RunView> list(
      @PathVariable UUID app,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") int limit);

  /** Runs what is in service once more, whatever else runs. */
  @PostExchange("/apps/{app}/runs")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunView start(@PathVariable UUID app);

  @GetExchange("/runs/{run}")
  RunView run(@PathVariable UUID run);

  /** Also those that are gone, oldest first. */
  @GetExchange("/runs/{run}/pods")
  List<RunPodView> pods(@PathVariable UUID run);

  /** Oldest first. */
  @GetExchange("/runs/{run}/changes")
  List<RunChange> changes(@PathVariable UUID run);

  /** Its pods are stopped; what has succeeded stays done. */
  @PostExchange("/runs/{run}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunView cancel(@PathVariable UUID run);

  /** Its pods are stopped until it is resumed. */
  @PostExchange("/runs/{run}/suspend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunView suspend(@PathVariable UUID run);

  @PostExchange("/runs/{run}/resume")
  @ResponseStatus(HttpStatus.ACCEPTED)
  RunView resume(@PathVariable UUID run);
}
