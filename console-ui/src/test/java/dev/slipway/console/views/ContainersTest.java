package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.ImageSource;
import dev.slipway.api.apps.InitContainer;
import dev.slipway.api.apps.Probe;
import dev.slipway.api.apps.Sidecar;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryApps;
import dev.slipway.console.testing.Samples;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ContainersTest extends ConsoleTest {
  private static final String SETTINGS = "apps/" + Samples.APP + "/settings";

  @Autowired private InMemoryApps apps;

  @AfterEach
  void forget() {
    apps.updated = null;
  }

  @Test
  void thePodsOfAnAppSayHowEachContainerIs() {
    open("apps/" + Samples.APP);
    assertThat(text()).contains("migrate: done · proxy: running, 2 restarts · app: running");
  }

  @Test
  void anInitContainerOfTheAppsOwnImageIsPartOfTheSpec() {
    open(SETTINGS);
    assertThat(text()).contains("The app is alone in its pods.");
    find(Button.class, "Add container").click();
    asked(TextField.class, "Name").setValue("migrate");
    asked(TextArea.class, "Command, one word a line").setValue("bin/migrate\n--all");
    put();
    assertThat(text()).contains("migrate", "Before the app", "The app's own");
    find(Button.class, "Save changes").click();
    assertThat(saved().initContainers())
        .containsExactly(InitContainer.of("migrate", List.of("bin/migrate", "--all")));
    assertThat(saved().sidecars()).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked")
  void aSidecarHasAnImageAndLimitsOfItsOwn() {
    open(SETTINGS);
    find(Button.class, "Add container").click();
    RadioButtonGroup<Object> kind = find(RadioButtonGroup.class, "When it runs");
    kind.setValue(kind.getListDataView().getItem(1));
    asked(TextField.class, "Name").setValue("proxy");
    asked(Checkbox.class, "The app's own image").setValue(false);
    asked(TextField.class, "Image").setValue("ghcr.io/team/proxy");
    asked(TextField.class, "Tag").setValue("2");
    asked(IntegerField.class, "CPU (thousandths of a core)").setValue(300);
    asked(IntegerField.class, "Memory (MiB)").setValue(64);
    put();
    find(Button.class, "Save changes").click();
    assertThat(saved().sidecars())
        .containsExactly(
            Sidecar.of("proxy", new ImageSource("ghcr.io/team/proxy", "2"), List.of())
                .withLimits(300, 64L << 20, 128));
  }

  @Test
  @SuppressWarnings("unchecked")
  void aSidecarHasVariablesAndProbesOfItsOwn() {
    open(SETTINGS);
    find(Button.class, "Add container").click();
    RadioButtonGroup<Object> kind = find(RadioButtonGroup.class, "When it runs");
    kind.setValue(kind.getListDataView().getItem(1));
    asked(TextField.class, "Name").setValue("proxy");
    asked(TextArea.class, "Variables, one a line").setValue("LEVEL=debug\nno variable");
    put();
    assertThat(asked(TextArea.class, "Variables, one a line").getErrorMessage())
        .contains("no variable is not that");
    asked(TextArea.class, "Variables, one a line").setValue("LEVEL=debug\nMODE=a=b");
    Select<Object> readiness = asked(Select.class, "Readiness asks");
    readiness.setValue(readiness.getListDataView().getItem(1));
    asked(TextField.class, "Readiness path").setValue("/ready");
    put();
    find(Button.class, "Save changes").click();
    Sidecar sidecar = saved().sidecars().getFirst();
    assertThat(sidecar.environment()).isEqualTo(Map.of("LEVEL", "debug", "MODE", "a=b"));
    assertThat(sidecar.readiness()).isEqualTo(Probe.http("/ready"));
    assertThat(sidecar.startup()).isNull();
  }

  @Test
  void whatHasNoNameIsNotAdded() {
    open(SETTINGS);
    find(Button.class, "Add container").click();
    put();
    assertThat(asked(TextField.class, "Name").isInvalid()).isTrue();
  }

  /** The dialog's, which is the last of that label. */
  private <T extends Component> T asked(Class<T> type, String label) {
    return all(type)
        .filter(one -> label.equals(one.getElement().getProperty("label")))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  /** The dialog's own, the last of that name. */
  private void put() {
    all(Button.class)
        .filter(button -> button.getText().equals("Add container"))
        .reduce((_, last) -> last)
        .orElseThrow()
        .click();
  }

  private AppSpec saved() {
    return Objects.requireNonNull(Objects.requireNonNull(apps.updated).spec());
  }
}
