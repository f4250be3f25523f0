package dev.slipway.console.apps;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.InitContainer;
import dev.slipway.api.apps.PodContainer;
import dev.slipway.api.apps.Sidecar;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Sizes;
import java.util.ArrayList;
import java.util.List;

/** What runs before the app and beside it; saved with the other settings. */
class ContainersCard extends Card {
  private final HtmlTable<PodContainer> table = new HtmlTable<>("Containers", PodContainer::name);
  private final boolean mayChange;
  private final List<PodContainer> containers = new ArrayList<>();

  ContainersCard(AppSpec spec, boolean mayChange) {
    super("Other containers of its pods");
    this.mayChange = mayChange;
    containers.addAll(spec.initContainers());
    containers.addAll(spec.sidecars());
    table
        .whenEmpty("The app is alone in its pods.")
        .text("Name", PodContainer::name)
        .text("When", ContainersCard::when)
        .text("Image", ContainersCard::image)
        .text("Command", one -> CommandLine.line(one.command()))
        .onlyIf(one -> !one.command().isEmpty())
        .text("Limits", ContainersCard::limits)
        .column("", this::actions);
    var add = new Button("Add container", _ -> new ContainerDialog(null, this::put).open());
    add.setVisible(mayChange);
    var words =
        new Paragraph(
            "They share the pod's network, the app's config and its mounts. Init containers run one after the other"
                + " before the app; sidecars run beside it and end after it.");
    words.addClassName("muted");
    add(words, table);
    withActions(add);
    show();
  }

  /** The spec with these containers. */
  AppSpec into(AppSpec spec) {
    return spec.withInitContainers(of(InitContainer.class)).withSidecars(of(Sidecar.class));
  }

  private <T extends PodContainer> List<T> of(Class<T> kind) {
    return containers.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** In place of the one of that name, if there is one. */
  private void put(PodContainer container) {
    int at = -1;
    for (int i = 0; i < containers.size(); i++) {
      at = containers.get(i).name().equals(container.name()) ? i : at;
    }
    if (at < 0) {
      containers.add(container);
    } else {
      containers.set(at, container);
    }
    show();
  }

  private void show() {
    table.show(List.copyOf(containers));
  }

  private static String when(PodContainer container) {
    return switch (container) {
      case InitContainer _ -> "Before the app";
      case Sidecar sidecar ->
          sidecar.beforeInit() ? "Beside the app, from the first" : "Beside the app";
    };
  }

  private static String image(PodContainer container) {
    var image = container.image();
    return image == null ? "The app's own" : image.repository() + ":" + image.tag();
  }

  private static String limits(PodContainer container) {
    return Sizes.cores(container.cpuMillis()) + ", " + Sizes.bytes(container.memoryBytes());
  }

  private Component actions(PodContainer container) {
    if (!mayChange) {
      return new Span();
    }
    var change = small("Change", container, () -> new ContainerDialog(container, this::put).open());
    var remove =
        small(
            "Remove",
            container,
            () -> {
              containers.remove(container);
              show();
            });
    var both = new Div(change, remove);
    both.addClassName("row");
    return both;
  }

  private static Button small(String what, PodContainer container, Runnable action) {
    var button = new Button(what, _ -> action.run());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.setAriaLabel(what + " " + container.name());
    return button;
  }
}
