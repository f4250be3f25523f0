package dev.slipway.console.registries;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import dev.slipway.api.registries.RegistryView;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import org.jspecify.annotations.Nullable;

/** One registry: whether it works, who uses it, and what can be done. */
class RegistryCard extends Card {
  /**
   * @param actions null for who may only look
   */
  RegistryCard(RegistryView registry, @Nullable Actions actions) {
    super(registry.name());
    withActions(
        registry.works()
            ? new StatusBadge("Works", Tone.GOOD)
            : new StatusBadge("Does not work", Tone.BAD));
    if (registry.problem() != null) {
      add(new Notice(Tone.BAD, "Last error", registry.problem()));
    }
    var facts =
        new Facts()
            .add("Kind", KindWords.of(registry.kind()).name())
            .add("Host", registry.host())
            .add("Signs in as", registry.user())
            .add("For", registry.projectSlug() == null ? "Every project" : registry.projectSlug())
            .add(
                "Used by",
                registry.usedBy().isEmpty() ? "No app yet" : String.join(", ", registry.usedBy()))
            .add("Last checked", new RelativeTime(registry.checkedAt()))
            .add("Added by", registry.createdBy());
    if (registry.repository() != null) {
      facts.add("Checked with", registry.repository());
    }
    add(facts);
    if (actions != null) {
      add(buttons(registry, actions));
    }
  }

  private static Div buttons(RegistryView registry, Actions actions) {
    var buttons =
        new Div(
            button("Check now", "Check " + registry.name() + " now", actions::check),
            button(
                "Replace credentials",
                "Replace credentials of " + registry.name(),
                actions::replace),
            button("Remove", "Remove " + registry.name(), actions::remove));
    buttons.addClassName("row");
    return buttons;
  }

  /** What the page does when asked. */
  interface Actions {
    void check();

    void replace();

    void remove();
  }

  private static Button button(String text, String label, Runnable action) {
    var button = new Button(text, _ -> action.run());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.setAriaLabel(label);
    return button;
  }
}
