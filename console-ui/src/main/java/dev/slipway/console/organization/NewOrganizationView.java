package dev.slipway.console.organization;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.people.CreateOrganization;
import dev.slipway.api.people.OrganizationsApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import dev.slipway.console.layout.WithoutOrganization;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;

@Route("organizations/new")
@PageTitle("New organization · Slipway")
@PermitAll
@WithoutOrganization
class NewOrganizationView extends Main implements HasCrumbs {
  private final OrganizationsApi organizations;
  private final Membership membership;
  private final TextField name = new TextField("Name");
  private final TextField slug = new TextField("In addresses");

  NewOrganizationView(OrganizationsApi organizations, Membership membership) {
    this.organizations = organizations;
    this.membership = membership;
    addClassName("page");
    name.setHelperText("Your company or team, as others will read it.");
    name.addValueChangeListener(typed -> {
      if (slug.isEmpty()) {
        slug.setValue(slug(typed.getValue()));
      }
    });
    slug.setHelperText(
        "Lower-case letters, digits and hyphens. Part of the addresses of repositories and images; it stays.");
    slug.setAllowedCharPattern("[a-z0-9-]");
    slug.setMaxLength(40);
    var create = new Button("Create organization", _ -> create());
    create.addThemeVariants(ButtonVariant.PRIMARY);
    Button _ =
        Allowed.when(
            membership.me().mayCreateOrganizations(),
            create,
            "Only operators and owners of an organization make organizations here");
    add(
        new PageHead(
            "New organization",
            "A team of its own: it shares no projects, people, tokens or secrets with others."),
        new Card(name, slug, new Span(create)));
    name.focus();
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("New organization", "organizations/new"));
  }

  private void create() {
    var made =
        organizations.create(
            new CreateOrganization(slug.getValue().trim(), name.getValue().trim()));
    membership.choose(made.id());
    UI.getCurrent().getPage().setLocation("/");
  }

  /** What most people would type. */
  private static String slug(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return plain.replaceAll("^[^a-z]+|-+$", "");
  }
}
