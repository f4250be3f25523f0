package dev.slipway.console.layout;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.slipway.api.people.MeView;
import dev.slipway.api.people.MembershipView;

/** Which organization every view is about, and the way to another one. */
class OrganizationSwitcher extends Div {
  OrganizationSwitcher(Membership membership, MeView me) {
    addClassName("switcher");
    if (!me.organizations().isEmpty()) {
      add(choice(membership, me));
    }
    if (me.mayCreateOrganizations()) {
      var create = new Anchor("organizations/new", "New organization");
      create.addClassName("small");
      add(create);
    }
  }

  private static Select<MembershipView> choice(Membership membership, MeView me) {
    var choice = new Select<MembershipView>();
    choice.setLabel("Organization");
    choice.setItemLabelGenerator(MembershipView::name);
    choice.setItems(me.organizations());
    membership.of(me).ifPresent(choice::setValue);
    choice.setWidthFull();
    choice.addValueChangeListener(change -> {
      membership.choose(change.getValue().organization());
      // What is on the page belongs to the other one, also what only the browser holds.
      UI.getCurrent().getPage().setLocation("/");
    });
    return choice;
  }
}
