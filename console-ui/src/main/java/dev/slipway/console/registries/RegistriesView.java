package dev.slipway.console.registries;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.projects.ProjectsApi;
import dev.slipway.api.registries.RegistriesApi;
import dev.slipway.api.registries.RegistryView;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.EmptyState;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.UUID;

@Route("registries")
@PageTitle("Registries · Slipway")
@PermitAll
class RegistriesView extends Main implements HasCrumbs {
  private static final String CHANGE = "registries:write";

  private final RegistriesApi registries;
  private final ProjectsApi projects;
  private final UUID organization;
  private final boolean mayChange;
  private final Div list = new Div();

  RegistriesView(RegistriesApi registries, ProjectsApi projects, Membership membership) {
    this.registries = registries;
    this.projects = projects;
    this.organization = membership.organization().organization();
    addClassName("page");
    list.addClassName("stack");
    mayChange = membership.may(CHANGE);
    var add = Allowed.to(CHANGE, membership::may, new Button("Add registry", _ -> ask()));
    add.addThemeVariants(ButtonVariant.PRIMARY);
    add(
        new PageHead(
            "Registries",
            "Registries of your own: images of apps and base images of builds come from there.",
            add),
        list);
    show();
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Registries", "registries"));
  }

  private void show() {
    list.removeAll();
    List<RegistryView> all = registries.list(organization);
    all.forEach(registry -> {
      var card = new RegistryCard(registry, mayChange ? new Its(registry) : null);
      card.add(new RegistryImages(registries, organization, registry.id(), registry.name()));
      list.add(card);
    });
    if (all.isEmpty()) {
      list.add(
          new EmptyState(
              "No registry of your own yet",
              "Builds go to the built-in registry without one. Add Docker Hub, GitHub, Amazon, Azure, Google, Harbor"
                  + " or any other to use private images from there."));
    }
  }

  private void ask() {
    new RegistryDialog(
            projects.list(organization),
            request -> {
              var _ = registries.add(organization, request);
              show();
            })
        .open();
  }

  private final class Its implements RegistryCard.Actions {
    private final RegistryView registry;

    Its(RegistryView registry) {
      this.registry = registry;
    }

    @Override
    public void check() {
      var _ = registries.check(organization, registry.id());
      show();
    }

    @Override
    public void replace() {
      new CredentialsDialog(
              registry,
              change ->
                  StepUp.run(() -> {
                    var _ = registries.update(organization, registry.id(), change);
                    show();
                  }))
          .open();
    }

    @Override
    public void remove() {
      String consequence =
          registry.usedBy().isEmpty()
              ? "No app's image comes from %s. Builds that begin from private images there will fail."
                  .formatted(registry.host())
              : "The images of %s come from there: it is refused until they have another source."
                  .formatted(String.join(", ", registry.usedBy()));
      new ConfirmDialog(
              "Remove " + registry.name() + "?",
              consequence,
              "Remove",
              () -> {
                registries.remove(organization, registry.id());
                show();
              })
          .open();
    }
  }
}
