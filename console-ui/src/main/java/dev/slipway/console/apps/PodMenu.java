package dev.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.slipway.api.apps.PodView;
import dev.slipway.console.components.ConfirmDialog;
import java.util.function.Consumer;

/** What can be done about one pod that runs. */
final class PodMenu {
  private PodMenu() {}

  /**
   * @param stopping whether pods of the app can be stopped one by one
   * @param pausing whether they take requests that could be kept away
   */
  record Actions(
      Consumer<PodView> restart,
      Consumer<PodView> stop,
      Consumer<PodView> pause,
      Consumer<PodView> resume,
      boolean stopping,
      boolean pausing) {}

  /** What the menu depends on. */
  static String key(PodView pod) {
    return steered(pod) ? String.valueOf(pod.paused()) : "";
  }

  static Component of(PodView pod, Actions actions) {
    if (!steered(pod)) {
      return new Span();
    }
    var bar = new MenuBar();
    bar.addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
    MenuItem root = bar.addItem("⋯");
    root.setAriaLabel("Actions of " + pod.name());
    SubMenu menu = root.getSubMenu();
    menu.addItem("Restart pod", _ -> restart(pod, actions.restart()));
    if (actions.pausing() && pod.paused()) {
      menu.addItem("Send requests again", _ -> actions.resume().accept(pod));
    } else if (actions.pausing()) {
      menu.addItem("Pause requests", _ -> actions.pause().accept(pod));
    }
    if (actions.stopping()) {
      menu.addItem("Stop pod", _ -> stop(pod, actions.stop()));
    }
    return bar;
  }

  /** Only what runs somewhere and is to stay. */
  private static boolean steered(PodView pod) {
    return pod.node() != null
        && !pod.leaving()
        && pod.phase() != PodView.Phase.SUCCEEDED
        && pod.phase() != PodView.Phase.FAILED;
  }

  private static void restart(PodView pod, Consumer<PodView> restart) {
    new ConfirmDialog(
            "Restart " + pod.name() + "?",
            "Another pod takes its place, first where that is possible. Then this one ends.",
            "Restart pod",
            () -> restart.accept(pod))
        .open();
  }

  private static void stop(PodView pod, Consumer<PodView> stop) {
    new ConfirmDialog(
            "Stop " + pod.name() + "?",
            "The app has one pod fewer from now on. Raise its number of pods to have another one.",
            "Stop pod",
            () -> stop.accept(pod))
        .open();
  }
}
