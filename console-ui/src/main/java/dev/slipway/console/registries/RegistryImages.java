package dev.slipway.console.registries;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.Page;
import dev.slipway.api.registries.RegistriesApi;
import dev.slipway.api.registries.RegistryImageView;
import dev.slipway.api.registries.RegistryRepositoriesView;
import dev.slipway.api.registries.RegistryRepositoryView;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is in a registry; asked there when somebody wants to see it. */
class RegistryImages extends Div {
  private static final int PAGE = 50;
  private static final int TAGS = 10;
  private static final int DIGEST = 19;

  private final RegistriesApi registries;
  private final UUID organization;
  private final UUID registry;
  private final Div said = new Div();
  private final Div list = new Div();
  private final Button browse = small("Browse images", _ -> more());
  private @Nullable String next;

  RegistryImages(RegistriesApi registries, UUID organization, UUID registry, String name) {
    this.registries = registries;
    this.organization = organization;
    this.registry = registry;
    addClassName("stack");
    list.addClassName("stack");
    said.addClassName("muted");
    browse.setAriaLabel("Browse images of " + name);
    add(said, list, browse);
  }

  private void more() {
    RegistryRepositoriesView page = registries.repositories(organization, registry, next, PAGE);
    next = page.next();
    said.setText(
        page.complete()
            ? page.items().isEmpty() && list.getComponentCount() == 0 ? "It is empty." : ""
            : "This registry does not list what it has. These are the repositories that apps use.");
    page.items().forEach(repository -> list.add(new Repository(repository)));
    browse.setText("More repositories");
    browse.setVisible(next != null);
  }

  private static Button small(String text, ComponentEventListener<ClickEvent<Button>> action) {
    var button = new Button(text, action);
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    return button;
  }

  private final class Repository extends Div {
    private final String name;
    private final HtmlTable<RegistryImageView> table;
    private final List<RegistryImageView> shown = new ArrayList<>();
    private final Button open = small("Show tags", _ -> tags());
    private @Nullable String after;

    Repository(RegistryRepositoryView repository) {
      name = repository.name();
      addClassName("stack");
      table =
          new HtmlTable<RegistryImageView>("Tags of " + name, RegistryImageView::tag)
              .whenEmpty("No tag.")
              .text("Tag", RegistryImageView::tag)
              .text("Digest", image -> image.digest().substring(0, DIGEST) + "…")
              .text("Size", image -> Sizes.bytes(image.bytes()));
      table.setVisible(false);
      open.setAriaLabel("Show tags of " + name);
      String used =
          repository.usedBy().isEmpty()
              ? "used by no app"
              : "used by " + String.join(", ", repository.usedBy());
      var facts = new Span(used);
      facts.addClassNames("muted", "small");
      add(new Div(new Span(name + " "), facts), new Copyable(repository.address()), table, open);
    }

    private void tags() {
      Page<RegistryImageView> page = registries.tags(organization, registry, name, after, TAGS);
      shown.addAll(page.items());
      after = page.next();
      table.setVisible(true);
      table.show(shown);
      open.setText("Show more tags");
      open.setVisible(after != null);
    }
  }
}
