package dev.slipway.console.apps;

import static java.util.Objects.requireNonNullElse;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.Budget;
import dev.slipway.api.apps.Budget.Unhealthy;
import dev.slipway.api.apps.Rollout;

/** How new pods replace old ones, and how many may be missing meanwhile. */
class RolloutFields extends Div {
  private final TextField surge = new TextField("Pods above the number");
  private final TextField missing = new TextField("Pods below the number");
  private final IntegerField steady = new IntegerField("Ready for (seconds)");
  private final IntegerField deadline = new IntegerField("Taken back after (seconds)");
  private final Select<Kept> kept = new Select<>();
  private final TextField amount = new TextField("How many");
  private final Checkbox broken = new Checkbox("Pods that do not serve may always go");

  /** What a budget says. */
  private enum Kept {
    USUAL("As usual: a quarter of them"),
    MISSING("At most so many"),
    STAYING("All but so many that have to stay");

    private final String words;

    Kept(String words) {
      this.words = words;
    }
  }

  RolloutFields() {
    addClassName("fields");
    surge.setHelperText("While a deployment rolls out. A number or a share, such as 25%.");
    missing.setHelperText("While a deployment rolls out. A number or a share, such as 25%.");
    steady.setHelperText("So long a new pod must be ready before it counts.");
    deadline.setHelperText("Without progress for so long, the old revision comes back.");
    kept.setLabel("May be missing for a drain or restart");
    kept.setItems(Kept.values());
    kept.setItemLabelGenerator(one -> one.words);
    kept.setHelperText("The budget: nodes are emptied and pods restarted only within it.");
    kept.addValueChangeListener(_ -> fit());
    amount.setHelperText("A number or a share, such as 50%, rounded up.");
    add(surge, missing, steady, deadline, kept, amount, broken);
    kept.setValue(Kept.USUAL);
  }

  void show(AppSpec spec) {
    Rollout rollout = spec.rollout();
    surge.setValue(rollout.maxSurge());
    missing.setValue(rollout.maxUnavailable());
    steady.setValue(rollout.minReadySeconds());
    deadline.setValue(rollout.progressDeadlineSeconds());
    Budget budget = spec.budget();
    amount.setValue(
        requireNonNullElse(budget.maxUnavailable(), requireNonNullElse(budget.minAvailable(), "")));
    kept.setValue(
        budget.maxUnavailable() != null
            ? Kept.MISSING
            : budget.minAvailable() != null ? Kept.STAYING : Kept.USUAL);
    broken.setValue(budget.unhealthy() == Unhealthy.ALWAYS_ALLOW);
    fit();
  }

  AppSpec into(AppSpec spec) {
    Rollout known = spec.rollout();
    return spec.withRollout(
            new Rollout(
                said(surge, known.maxSurge()),
                said(missing, known.maxUnavailable()),
                requireNonNullElse(steady.getValue(), known.minReadySeconds()),
                requireNonNullElse(deadline.getValue(), known.progressDeadlineSeconds())))
        .withBudget(budget());
  }

  private Budget budget() {
    String pods = amount.getValue().trim();
    Unhealthy unhealthy = broken.getValue() ? Unhealthy.ALWAYS_ALLOW : Unhealthy.IF_HEALTHY_BUDGET;
    return switch (kept.getValue()) {
      case USUAL -> new Budget(null, null, unhealthy);
      case MISSING -> new Budget(null, pods, unhealthy);
      case STAYING -> new Budget(pods, null, unhealthy);
    };
  }

  private static String said(TextField field, String known) {
    return field.isEmpty() ? known : field.getValue().trim();
  }

  private void fit() {
    amount.setVisible(kept.getValue() != Kept.USUAL);
  }
}
