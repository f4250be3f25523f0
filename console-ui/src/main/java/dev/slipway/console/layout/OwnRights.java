package dev.slipway.console.layout;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.logs.ChangesApi.Change;
import dev.slipway.console.components.Live;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Pages follow what their reader may: who is signed out or removed is led away at once, who gets
 * another role sees the page anew.
 */
final class OwnRights {
  private static final Set<String> KINDS = Set.of("membership", "role_override");

  private OwnRights() {}

  static void follow(Component page, ChangesApi changes, UUID organization, UUID self) {
    Live.whileShown(
        page,
        shown ->
            changes.watch(
                organization,
                hints -> {
                  if (concerns(hints, self)) {
                    shown.run(() -> UI.getCurrent().refreshCurrentRoute(true));
                  }
                },
                () -> shown.run(() -> UI.getCurrent().getPage().reload())));
  }

  private static boolean concerns(List<Change> hints, UUID self) {
    return hints.stream()
        .anyMatch(hint -> KINDS.contains(hint.kind()) && hint.object().equals(self));
  }
}
