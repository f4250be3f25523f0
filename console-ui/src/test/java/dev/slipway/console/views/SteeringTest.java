package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import dev.slipway.api.people.Role;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryApps;
import dev.slipway.console.testing.InMemoryTeam;
import dev.slipway.console.testing.Samples;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SteeringTest extends ConsoleTest {
  @Autowired InMemoryApps apps;
  @Autowired InMemoryTeam.Projects access;

  @AfterEach
  void forget() {
    access.role = Role.OWNER;
    apps.paused.clear();
    apps.restarted.clear();
    apps.pausedPods.clear();
    apps.stoppedPods.clear();
  }

  @Test
  void anAppIsPausedAndResumedFromItsMenu() {
    open("apps/" + Samples.APP);
    assertThat(item("Resume rollouts").isVisible()).isFalse();
    click("Pause rollouts");

    assertThat(apps.paused).containsExactly(Samples.APP);
    assertThat(text()).contains("Paused");
    assertThat(item("Pause rollouts").isVisible()).isFalse();

    click("Resume rollouts");
    assertThat(apps.paused).isEmpty();
  }

  @Test
  void restartingAPodSaysWhatHappensFirst() {
    open("apps/" + Samples.APP);
    click("Restart pod");
    assertThat(text()).contains("Another pod takes its place");
    assertThat(apps.restarted).isEmpty();

    find(Button.class, "Restart pod").click();
    assertThat(apps.restarted).containsExactly(Samples.POD);
  }

  @Test
  void aPodIsPausedAndGetsRequestsAgain() {
    open("apps/" + Samples.APP);
    click("Pause requests");
    assertThat(apps.pausedPods).containsExactly(Samples.POD);
    assertThat(text()).contains("Paused");

    click("Send requests again");
    assertThat(apps.pausedPods).isEmpty();
  }

  @Test
  void stoppingAPodSaysThatTheAppHasOneFewer() {
    open("apps/" + Samples.APP);
    click("Stop pod");
    assertThat(text()).contains("one pod fewer");
    assertThat(apps.stoppedPods).isEmpty();

    find(Button.class, "Stop pod").click();
    assertThat(apps.stoppedPods).containsExactly(Samples.POD);
  }

  @Test
  void whoMayOnlyLookRestartsNothing() {
    access.role = Role.VIEWER;
    open("apps/" + Samples.APP);

    assertThat(items("Restart pod")).isEmpty();
    assertThat(item("Pause rollouts").isEnabled()).isFalse();
  }

  private void click(String text) {
    MenuItem item = item(text);
    ComponentUtil.fireEvent(item, new ClickEvent<>(item));
    respond();
  }

  private MenuItem item(String text) {
    return items(text).findFirst().orElseThrow();
  }

  private Stream<MenuItem> items(String text) {
    return all(MenuBar.class)
        .flatMap(bar -> bar.getItems().stream())
        .flatMap(item -> item.getSubMenu().getItems().stream())
        .filter(item -> item.getText().equals(text));
  }
}
