package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.placement.AppRule;
import dev.slipway.api.placement.Placement;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryPlacement;
import dev.slipway.console.testing.Samples;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PlacementTest extends ConsoleTest {
  @Autowired InMemoryPlacement scheduler;

  @Test
  void whatTheFieldsSayIsAskedOfTheSchedulerBeforeItIsSaved() {
    open("apps/" + Samples.APP + "/settings");
    find(TextField.class, "Only on nodes with these labels").setValue("disk=ssd zone=eu-1");
    find(TextField.class, "Not on a node with these apps").setValue("database");
    find(Button.class, "Show where it would run").click();

    Placement asked =
        Objects.requireNonNull(Objects.requireNonNull(scheduler.asked).spec()).placement();
    assertThat(asked.nodeLabels()).isEqualTo(Map.of("disk", "ssd", "zone", "eu-1"));
    assertThat(asked.apps()).containsExactly(new AppRule(true, 0, "hostname", List.of("database")));
    assertThat(text()).contains("node-1", "Every pod finds a node.");
  }

  @Test
  void whatFindsNoNodeIsToldWithTheReasons() {
    open("apps/" + Samples.APP + "/settings");
    find(IntegerField.class, "Pods").setValue(3);
    find(Button.class, "Show where it would run").click();

    assertThat(text()).contains("1 pod would find no node:", "too little memory left");
  }
}
