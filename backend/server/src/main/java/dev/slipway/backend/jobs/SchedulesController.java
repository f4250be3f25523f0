package dev.slipway.backend.jobs;

import static dev.slipway.backend.security.Permission.DEPLOYMENTS_READ;
import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;

import dev.slipway.api.apps.CronSpec;
import dev.slipway.api.jobs.ScheduleView;
import dev.slipway.api.jobs.SchedulesApi;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.workloads.App;
import dev.slipway.backend.workloads.AppService;
import dev.slipway.backend.workloads.CronTimes;
import dev.slipway.backend.workloads.JobRules;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SchedulesController implements SchedulesApi {
  private static final int SHOWN = 3;

  private final Authorizer authorizer;
  private final AppService apps;
  private final InstantSource clock;

  SchedulesController(Authorizer authorizer, AppService apps, InstantSource clock) {
    this.authorizer = authorizer;
    this.apps = apps;
    this.clock = clock;
  }

  @Override
  public ScheduleView preview(String schedule, String timeZone) {
    Caller _ = authorizer.caller();
    return view(CronSpec.of(schedule, timeZone));
  }

  @Override
  public ScheduleView schedule(UUID app) {
    return view(apps.app(authorizer.app(new AppId(app), DEPLOYMENTS_READ)));
  }

  @Override
  public ScheduleView suspend(UUID app) {
    return view(apps.suspendSchedule(authorizer.app(new AppId(app), DEPLOYMENTS_WRITE), true));
  }

  @Override
  public ScheduleView resume(UUID app) {
    return view(apps.suspendSchedule(authorizer.app(new AppId(app), DEPLOYMENTS_WRITE), false));
  }

  private ScheduleView view(App app) {
    CronSpec cron = app.spec().cron();
    return cron == null ? new ScheduleView("", "UTC", false, List.of()) : view(cron);
  }

  private ScheduleView view(CronSpec cron) {
    CronTimes times = JobRules.times(cron.schedule(), cron.timeZone());
    return new ScheduleView(
        cron.schedule(),
        cron.timeZone(),
        cron.suspend(),
        cron.suspend() ? List.of() : times.next(clock.instant(), SHOWN));
  }
}
