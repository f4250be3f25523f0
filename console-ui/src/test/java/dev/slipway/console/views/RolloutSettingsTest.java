package dev.slipway.console.views;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Budget;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryApps;
import dev.slipway.console.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RolloutSettingsTest extends ConsoleTest {
  @Autowired InMemoryApps apps;

  @Test
  void howManyPodsMayBeMissingIsSaidOnce() {
    open("apps/" + Samples.APP + "/settings");
    find(TextField.class, "Pods above the number").setValue("2");
    choose("At most so many");
    find(TextField.class, "How many").setValue("1");
    find(Button.class, "Save changes").click();

    assertThat(saved().rollout().maxSurge()).isEqualTo("2");
    assertThat(saved().budget()).isEqualTo(Budget.maxUnavailable("1"));
    choose("All but so many that have to stay");
    find(Button.class, "Save changes").click();
    assertThat(saved().budget()).isEqualTo(Budget.minAvailable("1"));
  }

  @Test
  void whatNobodyTouchesStaysAsItWas() {
    open("apps/" + Samples.APP + "/settings");
    find(Button.class, "Save changes").click();
    assertThat(saved().rollout()).isEqualTo(AppSpec.web(8080).rollout());
    assertThat(saved().budget()).isEqualTo(Budget.USUAL);
  }

  @SuppressWarnings("unchecked") // What its items are is the fields' own matter.
  private void choose(String words) {
    Select<Object> select = find(Select.class, "May be missing for a drain or restart");
    List<Object> items = select.getListDataView().getItems().toList();
    select.setValue(
        items.stream()
            .filter(item -> select.getItemLabelGenerator().apply(item).equals(words))
            .findFirst()
            .orElseThrow());
  }

  private AppSpec saved() {
    return requireNonNull(requireNonNull(apps.updated).spec());
  }
}
