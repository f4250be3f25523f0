package dev.slipway.backend.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.kernel.AppId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EachAppTest {
  private final AppId broken = new AppId(UUID.randomUUID());
  private final AppId sound = new AppId(UUID.randomUUID());
  private final EachApp each = new EachApp();

  @Test
  void anAppThatFailsDoesNotKeepTheOthersWaiting() {
    assertThat(each.sum(List.of(broken, sound), this::step)).isEqualTo(1);
  }

  @Test
  void whatFailsInEveryRoundIsToldOnce(CapturedOutput log) {
    for (int round = 0; round < 3; round++) {
      int _ = each.sum(List.of(broken, sound), this::step);
    }

    assertThat(log.getAll().split(broken.value().toString(), -1)).hasSize(2);
  }

  @Test
  void whatFailsAgainAfterItWorkedIsToldAgain(CapturedOutput log) {
    int _ = each.sum(List.of(broken), this::step);
    int _ = each.sum(List.of(broken), _ -> 0);
    int _ = each.sum(List.of(broken), this::step);

    assertThat(log.getAll().split(broken.value().toString(), -1)).hasSize(3);
  }

  private int step(AppId app) {
    if (app.equals(broken)) {
      throw new IllegalStateException("This one cannot be read.");
    }
    return 1;
  }
}
