package dev.slipway.console.organization;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.MeApi;
import dev.slipway.api.people.MembersApi;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.OrganizationView;
import dev.slipway.api.people.OrganizationsApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** Leaving it, and deleting it. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(90)
class EndSection implements OrganizationSection {
  private final OrganizationsApi organizations;
  private final MembersApi members;
  private final MeApi people;

  EndSection(OrganizationsApi organizations, MembersApi members, MeApi people) {
    this.organizations = organizations;
    this.members = members;
    this.people = people;
  }

  @Override
  public Component content(MembershipView here) {
    var words =
        new Paragraph(
            "Who leaves needs a new invitation to come back. An organization is deleted when it has no"
                + " projects any more.");
    words.addClassName("muted");
    var leave = new Button("Leave organization", _ -> leave(here));
    var buttons = new Div(leave);
    buttons.addClassName("row");
    if (here.may("organization:write")) {
      OrganizationView view = organizations.organization(here.organization());
      var delete = new Button("Delete organization", _ -> delete(here));
      delete.addThemeVariants(ButtonVariant.ERROR);
      buttons.add(
          Allowed.when(
              view.projects() == 0,
              delete,
              "It has %d projects. Delete them first.".formatted(view.projects())));
    }
    return new Card("Leave or delete the organization", words, buttons);
  }

  private void leave(MembershipView here) {
    new ConfirmDialog(
            "Leave " + here.name() + "?",
            "What you have open of it ends at once, and your API tokens there stop working.",
            "Leave",
            () -> {
              members.remove(here.organization(), people.me().id());
              UI.getCurrent().getPage().setLocation("/");
            })
        .open();
  }

  private void delete(MembershipView here) {
    new ConfirmDialog(
            "Delete " + here.name() + "?",
            "Its members, API tokens and invitations go, and its secrets cannot be read any more. Nobody"
                + " gets its address. This cannot be undone.",
            "Delete organization",
            () -> {
              organizations.delete(here.organization());
              UI.getCurrent().getPage().setLocation("/");
            })
        .typing(here.slug())
        .open();
  }
}
