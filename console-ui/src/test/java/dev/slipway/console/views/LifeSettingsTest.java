package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Hook;
import dev.slipway.api.apps.Isolation;
import dev.slipway.api.apps.Probe;
import dev.slipway.api.apps.Resources;
import dev.slipway.api.apps.Termination;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryApps;
import dev.slipway.console.testing.Samples;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LifeSettingsTest extends ConsoleTest {
  @Autowired InMemoryApps apps;

  private AppSpec saved() {
    find(Button.class, "Save changes").click();
    return Objects.requireNonNull(Objects.requireNonNull(apps.updated).spec());
  }

  /** As one who looks through the list would. */
  @SuppressWarnings("unchecked")
  private void select(String label, String choice) {
    Select<Object> found = find(Select.class, label);
    found.setValue(
        found
            .getListDataView()
            .getItems()
            .filter(item -> shown(found, item).equals(choice))
            .findFirst()
            .orElseThrow());
  }

  private static String shown(Select<Object> select, Object item) {
    var words = select.getItemLabelGenerator();
    return words == null ? String.valueOf(item) : words.apply(item);
  }

  @Test
  void aProbeOverGrpcIsKept() {
    open("apps/" + Samples.APP + "/settings");
    select("Liveness asks", "gRPC health");
    find(TextField.class, "Liveness service").setValue("shop.v1.Orders");
    find(IntegerField.class, "Liveness failures in a row").setValue(5);

    Probe liveness = Objects.requireNonNull(saved().liveness());
    assertThat(liveness.kind()).isEqualTo(Probe.Kind.GRPC);
    assertThat(liveness.service()).isEqualTo("shop.v1.Orders");
    assertThat(liveness.failureThreshold()).isEqualTo(5);
  }

  @Test
  void aCommandIsAskedByItsWords() {
    open("apps/" + Samples.APP + "/settings");
    select("Startup asks", "A command in the container");
    find(TextField.class, "Startup command").setValue("/bin/ask \"is it up\" now");

    assertThat(Objects.requireNonNull(saved().startup()).command())
        .containsExactly("/bin/ask", "is it up", "now");
  }

  @Test
  void howItEndsIsKept() {
    open("apps/" + Samples.APP + "/settings");
    find(IntegerField.class, "Time to end (seconds)").setValue(45);
    select("Stop signal", "SIGQUIT");
    select("Before the signal", "Request a path of the app");
    find(TextField.class, "Path requested before the end").setValue("/leave");

    AppSpec spec = saved();
    assertThat(spec.terminationGraceSeconds()).isEqualTo(45);
    assertThat(spec.termination()).isEqualTo(Termination.with("SIGQUIT", Hook.http("/leave")));
  }

  @Test
  @SuppressWarnings("unchecked")
  void isolationAndWhatIsBookedAreKept() {
    open("apps/" + Samples.APP + "/settings");
    find(RadioButtonGroup.class, "Isolation").setValue(Isolation.SANDBOX);
    find(IntegerField.class, "Booked memory (MiB)").setValue(64);

    AppSpec spec = saved();
    assertThat(spec.isolation()).isEqualTo(Isolation.SANDBOX);
    assertThat(spec.resources()).isEqualTo(new Resources(null, 64L << 20, null));
  }

  @Test
  void aTokenForEachPodIsKept() {
    open("apps/" + Samples.APP + "/settings");
    find(Checkbox.class, "Each pod gets a token of its own").setValue(true);

    assertThat(saved().workloadToken()).isTrue();
  }

  @Test
  void whatNobodyTouchesStaysAsItIs() {
    open("apps/" + Samples.APP + "/settings");

    AppSpec spec = saved();
    assertThat(spec.termination()).isEqualTo(Termination.USUAL);
    assertThat(spec.resources()).isEqualTo(Resources.USUAL);
    assertThat(spec.isolation()).isEqualTo(Isolation.RESTRICTED);
    assertThat(spec.workloadToken()).isFalse();
  }

  @Test
  void aPodShowsItsClass() {
    open("apps/" + Samples.APP);
    assertThat(text()).contains("Burstable");
  }
}
