package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.api.apps.Autoscaling;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryApps;
import dev.slipway.console.testing.Samples;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class UsageViewsTest extends ConsoleTest {
  @Autowired InMemoryApps apps;

  @Test
  void anAppShowsWhatItsPodsUse() {
    open("apps/" + Samples.APP);
    assertThat(text())
        .contains("0.43 of 1 core", "120 MiB of 512 MiB", "12.5/s", "Used in the last hour")
        .doesNotContain("Nothing is known yet");
  }

  @Test
  void anAppShowsWhatAutoscalingDoesAndWhy() {
    open("apps/" + Samples.APP);
    assertThat(text())
        .contains(
            "2 of 1–6, CPU 43 % of 70 %",
            "1 would do now, but more was called for within five minutes.",
            "CPU 92 % of its request, target 70 %: from 1 to 2.");
  }

  @Test
  void anAppOfWhichNothingIsKnownSaysSo() {
    open("apps/" + Samples.FAILING);
    assertThat(text()).contains("Nothing is known yet").doesNotContain(" of 1–");
  }

  @Test
  void autoscalingIsSwitchedOnInSettingsWithoutSayingANumberOfPods() {
    open("apps/" + Samples.APP + "/settings");
    find(Checkbox.class, "As many pods as it needs").setValue(true);
    find(IntegerField.class, "At most").setValue(6);
    find(IntegerField.class, "CPU (%)").setValue(70);
    find(Button.class, "Save changes").click();

    UpdateApp saved = Objects.requireNonNull(apps.updated);
    assertThat(Objects.requireNonNull(saved.spec()).autoscaling())
        .isEqualTo(Autoscaling.byCpu(1, 6, 70));
    assertThat(saved.replicas()).isNull();
  }

  @Test
  void withoutItNothingIsSaidOfIt() {
    open("apps/" + Samples.APP + "/settings");
    find(Button.class, "Save changes").click();
    assertThat(Objects.requireNonNull(Objects.requireNonNull(apps.updated).spec()).autoscaling())
        .isNull();
  }
}
