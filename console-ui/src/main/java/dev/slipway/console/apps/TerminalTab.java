package dev.slipway.console.apps;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.PodView;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.terminals.TerminalsApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.EmptyState;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Refreshable;
import dev.slipway.console.components.Sizes;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.components.TerminalScreen;
import dev.slipway.console.components.Tone;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shell in a pod that runs. */
class TerminalTab extends Div implements Refreshable {
  static final String RIGHT = "terminal:open";

  private final TerminalsApi terminals;
  private final AppsApi apps;
  private final UUID app;
  private final Select<PodView> pod = new Select<>();
  private final Button open = new Button("Open terminal", _ -> open());
  private final Div said = new Div();
  private final TerminalScreen screen = new TerminalScreen(this::opened, this::ended);
  private final Card card;
  private @Nullable List<UUID> listed;
  private final EmptyState none =
      new EmptyState(
          "No pod runs",
          "A terminal opens in a pod that runs. Deploy the app, or wait until a pod has started.");

  TerminalTab(
      TerminalsApi terminals, AppsApi apps, AppView app, RightsView rights, @Nullable UUID chosen) {
    this.terminals = terminals;
    this.apps = apps;
    this.app = app.id();
    pod.setAriaLabel("Pod");
    pod.setItemLabelGenerator(one -> one == null ? "" : Sizes.middle(one.name(), 34));
    open.addThemeVariants(ButtonVariant.PRIMARY);
    screen.setVisible(false);
    var note =
        new Span(
            "You work inside the running pod, as its program does; what you change is gone with the pod. "
                + "The audit tells who opened a terminal, not what was typed.");
    note.addClassNames("muted", "small");
    var bar = new Div(pod, open, note);
    bar.addClassName("row");
    card = new Card(bar, said, screen);
    if (!rights.may(RIGHT)) {
      add(
          new EmptyState(
              "No terminal for you here",
              "Opening a terminal needs the right %s in this environment. Ask an admin of the organization."
                  .formatted(RIGHT)));
      return;
    }
    add(card, none);
    list(chosen);
  }

  @Override
  public void refresh(AppView current) {
    PodView before = pod.getValue();
    list(before == null ? null : before.id());
  }

  static boolean opensIn(PodView pod) {
    return pod.phase() == PodView.Phase.RUNNING && !pod.leaving();
  }

  /** Nothing moves under a hand while the same pods run. */
  private void list(@Nullable UUID wanted) {
    List<PodView> running = apps.pods(app).stream().filter(TerminalTab::opensIn).toList();
    List<UUID> ids = running.stream().map(PodView::id).toList();
    if (ids.equals(listed)) {
      return;
    }
    listed = ids;
    pod.setItems(running);
    running.stream()
        .filter(one -> one.id().equals(wanted))
        .findFirst()
        .or(() -> running.stream().findFirst())
        .ifPresent(pod::setValue);
    // What is on the screen stays readable after its pod has gone.
    card.setVisible(!running.isEmpty() || screen.isVisible());
    none.setVisible(!card.isVisible());
    open.setEnabled(!running.isEmpty());
  }

  private void open() {
    PodView chosen = pod.getValue();
    if (chosen == null) {
      return;
    }
    said.removeAll();
    StepUp.run(() -> {
      screen.setVisible(true);
      screen.open(terminals.ticket(app, chosen.id(), null));
      open.setText("Open another");
    });
  }

  private void opened() {
    said.removeAll();
  }

  private void ended(TerminalScreen.Ended how) {
    said.removeAll();
    Tone tone = how.reason().equals("exited") ? Tone.WAIT : Tone.BAD;
    said.add(new Notice(tone, "The terminal is closed", how.sentence()));
    open.setText("Open again");
  }
}
