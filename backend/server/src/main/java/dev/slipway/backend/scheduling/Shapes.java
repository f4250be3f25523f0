package dev.slipway.backend.scheduling;

import dev.slipway.api.apps.AppSpec;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.RevisionId;
import dev.slipway.backend.scheduling.fleet.LabelSelector;
import dev.slipway.backend.scheduling.fleet.NodeFacts;
import dev.slipway.backend.scheduling.fleet.PodShape;
import dev.slipway.backend.scheduling.fleet.Requirement;
import dev.slipway.backend.scheduling.fleet.Resources;
import dev.slipway.backend.scheduling.fleet.SpreadConstraint;
import java.util.Map;

/**
 * What the pods of a revision ask of a node. They book a tenth of their CPU limit and half of their
 * memory limit: apps idle most of the time, so CPU may be promised ten times over, as the kernel
 * shares it out by weight. Memory cannot be shared out; half says that an app lives well below its
 * limit, and the limit still ends the one that does not.
 */
public final class Shapes {
  private static final String APP = "app";

  private Shapes() {}

  public static PodShape of(
      RevisionId revision, OrganizationId organization, AppId app, AppSpec spec) {
    return of(revision, organization, app, spec.cpuMillis(), spec.memoryBytes());
  }

  /** Pods of one app rather apart, so that losing a node loses few of them. */
  static PodShape of(
      RevisionId revision,
      OrganizationId organization,
      AppId app,
      int cpuLimitMillis,
      long memoryLimitBytes) {
    String name = app.value().toString();
    return PodShape.of(
            revision.value(),
            organization.value(),
            Map.of(APP, name),
            Resources.ofPod(cpuLimitMillis / 10, memoryLimitBytes / 2),
            0)
        .spread(
            SpreadConstraint.soft(
                1, NodeFacts.HOSTNAME, LabelSelector.of(Requirement.in(APP, name))));
  }
}
