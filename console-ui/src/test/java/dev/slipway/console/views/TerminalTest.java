package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.tabs.Tab;
import dev.slipway.api.people.Role;
import dev.slipway.console.components.TerminalScreen;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryTeam;
import dev.slipway.console.testing.InMemoryTerminals;
import dev.slipway.console.testing.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TerminalTest extends ConsoleTest {
  @Autowired private InMemoryTerminals terminals;
  @Autowired private InMemoryTeam.Projects access;

  @AfterEach
  void forget() {
    terminals.asked.clear();
    access.role = Role.OWNER;
  }

  @Test
  void opensInThePodThatIsChosen() {
    open("apps/" + Samples.APP + "/terminal/" + Samples.POD);
    assertThat(all(TerminalScreen.class).findFirst().orElseThrow().isVisible()).isFalse();
    find(Button.class, "Open terminal").click();
    assertThat(terminals.asked).containsExactly(Samples.POD);
    assertThat(all(TerminalScreen.class).findFirst().orElseThrow().isVisible()).isTrue();
  }

  @Test
  void whoMayNotIsToldSoAndSeesNoWayIn() {
    access.role = Role.VIEWER;
    open("apps/" + Samples.APP + "/terminal");
    assertThat(text()).contains("No terminal for you here", "terminal:open");
    assertThat(all(Button.class).map(Button::getText)).doesNotContain("Open terminal");
    assertThat(
            all(Tab.class)
                .filter(tab ->
                    tab.getChildren()
                        .anyMatch(
                            link -> link instanceof Anchor to && to.getText().equals("Terminal"))))
        .singleElement()
        .satisfies(tab -> assertThat(tab.isVisible()).isFalse());
    open("apps/" + Samples.APP);
    assertThat(all(Anchor.class).map(Anchor::getHref))
        .doesNotContain("apps/" + Samples.APP + "/terminal/" + Samples.POD);
  }

  @Test
  void eachPodThatRunsHasAWayIn() {
    open("apps/" + Samples.APP);
    assertThat(all(Anchor.class).map(Anchor::getHref))
        .contains("apps/" + Samples.APP + "/terminal/" + Samples.POD);
  }
}
