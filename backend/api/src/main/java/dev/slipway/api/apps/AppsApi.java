package dev.slipway.api.apps;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange("/api/v1")
public interface AppsApi {
  /** Every app of the organization, for the home page: one query. */
  @GetExchange("/organizations/{organization}/apps")
  List<AppView> ofOrganization(@PathVariable UUID organization);

  @GetExchange("/projects/{project}/apps")
  List<AppView> ofProject(@PathVariable UUID project);

  /** Creates the app with its service and, when it is a web app, its route; deploys nothing yet. */
  @PostExchange("/environments/{environment}/apps")
  @ResponseStatus(HttpStatus.CREATED)
  AppView create(@PathVariable UUID environment, @RequestBody CreateApp request);

  @GetExchange("/apps/{app}")
  AppView app(@PathVariable UUID app);

  /**
   * Changes what is named; takes effect with the next deployment, except replicas, autoscaling and
   * the times of a cron job, which act at once. Replicas of an app that is autoscaled are a new
   * beginning between its min and max; 0 pauses autoscaling.
   */
  @PatchExchange("/apps/{app}")
  AppView update(
      @PathVariable UUID app,
      @RequestBody UpdateApp request,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  /**
   * Stops the pods, removes routes, service and images. Answers at once; the app is gone a little
   * later.
   */
  @DeleteExchange("/apps/{app}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void delete(@PathVariable UUID app);

  /** Its pods end in order, and it has none until it is started; what it is stays. */
  @PostExchange("/apps/{app}/stop")
  AppView stop(@PathVariable UUID app);

  /** As many pods as before it was stopped. */
  @PostExchange("/apps/{app}/start")
  AppView start(@PathVariable UUID app);

  /**
   * What is deployed from now on waits, and a rollout under way stays where it is without its
   * deadline coming closer. Pods are still as many as are wanted.
   */
  @PostExchange("/apps/{app}/pause")
  AppView pause(@PathVariable UUID app);

  /** What was deployed last rolls out, and a rollout that stood still goes on. */
  @PostExchange("/apps/{app}/resume")
  AppView resume(@PathVariable UUID app);

  /**
   * Replaces one pod that runs: another one first, where there is room and the app may have two at
   * a time. As far as the app's budget allows.
   */
  @PostExchange("/apps/{app}/pods/{pod}/restart")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void restart(@PathVariable UUID app, @PathVariable UUID pod);

  /**
   * Ends one pod that runs, of a web app or worker with several, and the app has one fewer from now
   * on. {@code 409} of the last one: then the app is to be stopped.
   */
  @PostExchange("/apps/{app}/pods/{pod}/stop")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void stop(@PathVariable UUID app, @PathVariable UUID pod);

  /** It runs on and gets no new requests, such as to look what is wrong with it. */
  @PostExchange("/apps/{app}/pods/{pod}/pause")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void pause(@PathVariable UUID app, @PathVariable UUID pod);

  /** It gets requests again, while it is ready. */
  @PostExchange("/apps/{app}/pods/{pod}/resume")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void resume(@PathVariable UUID app, @PathVariable UUID pod);

  @GetExchange("/apps/{app}/pods")
  List<PodView> pods(@PathVariable UUID app);

  @GetExchange("/apps/{app}/revisions")
  List<RevisionView> revisions(@PathVariable UUID app);
}
