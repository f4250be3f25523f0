package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryApps;
import dev.slipway.console.testing.Samples;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StopTest extends ConsoleTest {
  @Autowired InMemoryApps apps;

  @Test
  void stoppingAnAppSaysWhatHappensFirst() {
    open("apps/" + Samples.APP);
    MenuItem stop =
        all(MenuBar.class)
            .flatMap(bar -> bar.getItems().stream())
            .flatMap(item -> item.getSubMenu().getItems().stream())
            .filter(item -> item.getText().equals("Stop"))
            .findFirst()
            .orElseThrow();
    ComponentUtil.fireEvent(stop, new ClickEvent<>(stop));
    respond();
    assertThat(text()).contains("answers 503");
    assertThat(apps.stopped).isEmpty();

    find(Button.class, "Stop app").click();
    assertThat(apps.stopped).containsExactly(Samples.APP);
  }
}
