package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.logs.EventQuery;
import dev.slipway.api.logs.EventView;
import dev.slipway.api.nodes.DrainNode;
import dev.slipway.api.nodes.TaintView;
import dev.slipway.api.nodes.TaintView.Effect;
import dev.slipway.api.nodes.UpdateNode;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryNodes;
import dev.slipway.console.testing.InMemoryRest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NodeViewsTest extends ConsoleTest {
  private static final String PAGE = "nodes/" + InMemoryNodes.NODE;

  @Autowired private InMemoryNodes nodes;
  @Autowired private InMemoryRest.Events events;

  @AfterEach
  void forget() {
    nodes.updates.clear();
    nodes.drains.clear();
    nodes.removals.clear();
    nodes.drain = null;
    events.asked.clear();
  }

  @Test
  void theListSaysHowMachinesAre() {
    open("nodes");
    assertThat(text()).contains("node-1", "Ready", "Disk pressure", "disk=ssd", "20.10.24");
  }

  @Test
  void operatorsSeeTheWholeCluster() {
    open("nodes");
    assertThat(text()).contains("replica-1", "3 running", "PostgreSQL 17.2", "apps.localhost");
  }

  @Test
  void aNodeShowsItsPodsAndMarks() {
    open(PAGE);
    assertThat(text()).contains("slp-web-3-abcdef", "acme", "10.64.0.0/20");
    assertThat(find(TextArea.class, "Labels").getValue()).isEqualTo("disk=ssd");
  }

  @Test
  void cordonAndMaintenanceAreOneButtonEach() {
    open(PAGE);
    find(Button.class, "Cordon").click();
    find(Button.class, "Begin maintenance").click();
    assertThat(nodes.updates)
        .containsExactly(UpdateNode.schedulable(false), UpdateNode.maintenance(true));
  }

  @Test
  void labelsAndTaintsAreLines() {
    open(PAGE);
    find(TextArea.class, "Labels").setValue("disk=ssd\nzone=a");
    find(TextArea.class, "Taints").setValue("gpu=yes:NO_SCHEDULE");
    find(Button.class, "Save labels and taints").click();
    assertThat(nodes.updates)
        .containsExactly(
            new UpdateNode(
                Map.of("disk", "ssd", "zone", "a"),
                List.of(new TaintView("gpu", "yes", Effect.NO_SCHEDULE)),
                null,
                null));
  }

  @Test
  void aTaintWithoutAnEffectIsExplained() {
    open(PAGE);
    find(TextArea.class, "Taints").setValue("gpu=yes");
    find(Button.class, "Save labels and taints").click();
    assertThat(nodes.updates).isEmpty();
    assertThat(find(TextArea.class, "Taints").getErrorMessage()).contains("has no effect");
  }

  @Test
  void drainingSaysWhatMovesAndThenHowFarItIs() {
    open(PAGE);
    find(Button.class, "Drain").click();
    assertThat(text())
        .contains("Its pod of web moves to another node once its replacement serves.");
    find(Checkbox.class, "Stop what is left at the deadline").setValue(true);
    all(Button.class).filter(button -> button.getText().equals("Drain")).toList().getLast().click();
    assertThat(nodes.drains).containsExactly(new DrainNode(3600, null, true));
    assertThat(text()).contains("2 of 3", "slp-web-3-ghijkl is starting");
    find(Button.class, "Cancel drain").click();
    assertThat(nodes.drain).isNull();
  }

  @Test
  void theMemoryInUseIsShownBesideWhatIsBookedWithWhenItIsUsedUp() {
    open(PAGE);
    assertThat(text())
        .contains(
            "Memory booked",
            "Memory in use",
            "7 GiB of 24 GiB",
            "Memory is used up in about 8 days");
  }

  @Test
  void removingSaysWhatStops() {
    open(PAGE);
    find(Button.class, "Remove node").click();
    assertThat(text()).contains("slp-web-3-abcdef stop being served from there");
    assertThat(nodes.removals).isEmpty();
  }

  @Test
  void theAddressHoldsWhatIsLookedFor() {
    open("events?severity=WARNING&reason=NodeSuspect&text=node-1");
    assertThat(events.asked.getLast())
        .isEqualTo(
            new EventQuery(
                EventView.Severity.WARNING, "NodeSuspect", null, null, "node-1", null, null));
    assertThat(find(TextField.class, "Reason").getValue()).isEqualTo("NodeSuspect");
    find(Button.class, "Clear").click();
    assertThat(events.asked.getLast()).isEqualTo(EventQuery.ALL);
  }
}
