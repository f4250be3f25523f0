package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.deployments.DeploymentView.State;
import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.deployments.FakeAgents.Image;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A rollout begins when it is known what the images of all containers are. */
@ServerTest
class ContainerImageRolloutTest {
  private static final String SIDECAR =
      """
      update app
         set spec = spec || '{"sidecars": [{"name": "proxy", "image": {"repository": "localhost:1/proxy", "tag": "1"}}]}'
      """;

  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired DeploymentService deployments;
  @Autowired DeploymentQueries queries;
  @Autowired DeploymentReconciler deploying;

  private TestTenant tenant;
  private FakeAgents agents;
  private long epoch;

  @BeforeEach
  void prepare() {
    tenant = tenants.create();
    agents = new FakeAgents(db, transaction, 1);
    epoch = tenants.lead();
  }

  @AfterEach
  void clean() {
    update(
        "update deployment set state = 'CANCELED', finished_at = now() where finished_at is null");
    update("update app set deleted_at = now()");
  }

  private Started built() {
    Started started =
        deployments.start(tenant.appScope(), Trigger.PUSH, "Ada", "main", null, null, null);
    agents.built(tenant.app(), Image.HEALTHY);
    rounds();
    return started;
  }

  private void rounds() {
    for (int i = 0; i < 5; i++) {
      var _ = deploying.reconcile(epoch);
    }
  }

  private DeploymentView view(Started started) {
    return queries.deployment(tenant.appScope(), started.deployment());
  }

  private void update(String sql) {
    transaction.executeWithoutResult(_ -> db.in(tenant.organization()).sql(sql).update());
  }

  @Test
  void itWaitsUntilTheyAreLookedUp() {
    update(SIDECAR);
    Started started = built();
    assertThat(view(started).state()).isEqualTo(State.PENDING);
    update(
        """
        update revision
           set container_images = '{"image": {"localhost:1/proxy:1": "localhost:1/proxy@sha256:0"}, "problem": null}'
        """);
    rounds();
    assertThat(view(started).state()).isEqualTo(State.PROGRESSING);
  }

  @Test
  void itEndsWithTheSentenceOfTheRegistry() {
    update(SIDECAR);
    Started started = built();
    update(
        """
        update revision
           set container_images =
                 '{"image": null, "problem": {"type": "image-not-found", "sentence": "There is no proxy:1."}}'
        """);
    rounds();
    assertThat(view(started).state()).isEqualTo(State.FAILED);
    assertThat(view(started).problemType()).isEqualTo("image-not-found");
    assertThat(view(started).problem()).isEqualTo("There is no proxy:1.");
    assertThat(kept()).as("the next deployment asks again").isNull();
  }

  @Test
  void anAppAloneDoesNotWait() {
    Started started = built();
    assertThat(view(started).state()).isEqualTo(State.PROGRESSING);
  }

  private @Nullable String kept() {
    return transaction.execute(_ ->
        db.in(tenant.organization())
            .sql("select cast(container_images as text) from revision")
            .query((row, _) -> Optional.ofNullable(row.getString(1)))
            .single()
            .orElse(null));
  }
}
