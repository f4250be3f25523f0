package dev.slipway.backend.jobs;

import dev.slipway.api.apps.AppView.Kind;
import dev.slipway.api.jobs.RunView.Trigger;
import dev.slipway.backend.events.NewEvent.Severity;
import dev.slipway.backend.jobs.NewRunRepository.NewRun;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.RunId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Each deployment of a job makes one run, however often it is looked at and by whom. */
@Component
class Beginnings {
  private final JobAppRepository apps;
  private final NewRunRepository runs;
  private final RunEvents events;
  private final InstantSource clock;

  Beginnings(JobAppRepository apps, NewRunRepository runs, RunEvents events, InstantSource clock) {
    this.apps = apps;
    this.runs = runs;
    this.events = events;
    this.clock = clock;
  }

  @Transactional
  public boolean begin(long epoch, AppId id) {
    Optional<JobApp> locked = apps.lock(epoch, id);
    if (locked.isEmpty() || locked.get().kind() != Kind.JOB) {
      return false;
    }
    JobApp app = locked.get();
    if (app.deployment().equals(app.begunFor())) {
      return false;
    }
    Instant now = clock.instant();
    String sentence = "A deployment of %s begins a run.".formatted(app.slug());
    Optional<RunId> run =
        runs.inService(app.organization(), id)
            .flatMap(spec ->
                runs.insert(
                    new NewRun(
                        app.organization(),
                        id,
                        Trigger.DEPLOYMENT,
                        "a deployment",
                        null,
                        null,
                        sentence),
                    spec,
                    now));
    apps.begun(epoch, app);
    run.ifPresent(_ -> events.write(Severity.INFO, app, "RunStarted", sentence));
    return run.isPresent();
  }
}
