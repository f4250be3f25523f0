package dev.slipway.backend.workloads;

import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.apps.RevisionView;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.ProjectScope;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What pages and scripts ask about apps. */
@Service
@Transactional(readOnly = true)
class AppQueries {
  private final AppViewRepository apps;
  private final PodViewRepository pods;

  AppQueries(AppViewRepository apps, PodViewRepository pods) {
    this.apps = apps;
    this.pods = pods;
  }

  List<AppView> ofOrganization(OrganizationScope scope) {
    return apps.ofOrganization(scope);
  }

  List<AppView> ofProject(ProjectScope scope) {
    return apps.ofProject(scope);
  }

  AppView app(AppScope scope) {
    return apps.app(scope).orElseThrow(() -> Problem.notFound("app"));
  }

  List<PodView> pods(AppScope scope) {
    return pods.pods(scope);
  }

  List<RevisionView> revisions(AppScope scope) {
    return pods.revisions(scope);
  }
}
