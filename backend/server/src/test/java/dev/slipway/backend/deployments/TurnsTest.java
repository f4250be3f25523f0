package dev.slipway.backend.deployments;

import static dev.slipway.api.deployments.DeploymentView.Trigger.PUSH;
import static dev.slipway.api.deployments.DeploymentView.Trigger.RESTART;
import static dev.slipway.api.deployments.DeploymentView.Trigger.ROLLBACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.deployments.DeploymentView.Trigger;
import dev.slipway.backend.deployments.DeploymentState.Building;
import dev.slipway.backend.deployments.DeploymentState.Pending;
import dev.slipway.backend.deployments.DeploymentState.Progressing;
import dev.slipway.backend.kernel.BuildId;
import dev.slipway.backend.kernel.DeploymentId;
import dev.slipway.backend.kernel.RevisionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnsTest {
  @Test
  void nothingGoesNextWhileOnlyBuildsRun() {
    assertThat(Turns.of(List.of(building(1), building(2))).next()).isEmpty();
  }

  @Test
  void theNewestWinsOverWhatIsOlder() {
    Deployment under = progressing(1, PUSH);
    Deployment building = building(2);
    Deployment waiting = pending(3, PUSH);
    Deployment newest = pending(4, ROLLBACK);
    Deployment later = building(5);

    Turns turns = Turns.of(List.of(under, building, waiting, newest, later));

    assertThat(turns.next()).contains(newest);
    assertThat(turns.superseded()).containsExactly(under, building, waiting);
  }

  @Test
  void aRestartDoesNotStopABuild() {
    Deployment building = building(1);
    Deployment restart = pending(2, RESTART);
    assertThat(Turns.of(List.of(building, restart)).superseded()).isEmpty();
  }

  @Test
  void aFinishedBuildWinsOverALaterRestart() {
    Deployment built = pending(1, PUSH);
    Deployment restart = progressing(2, RESTART);
    Turns turns = Turns.of(List.of(built, restart));
    assertThat(turns.next()).contains(built);
    assertThat(turns.superseded()).containsExactly(restart);
  }

  private static Deployment building(int number) {
    return deployment(number, PUSH, new Building(new BuildId(UUID.randomUUID())));
  }

  private static Deployment pending(int number, Trigger trigger) {
    return deployment(number, trigger, new Pending(revision()));
  }

  private static Deployment progressing(int number, Trigger trigger) {
    return deployment(number, trigger, new Progressing(revision(), Instant.EPOCH, 0, false));
  }

  private static RevisionId revision() {
    return new RevisionId(UUID.randomUUID());
  }

  private static Deployment deployment(int number, Trigger trigger, DeploymentState state) {
    return new Deployment(new DeploymentId(UUID.randomUUID()), number, trigger, state);
  }
}
