package dev.slipway.console.organization;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.OrganizationsApi;
import dev.slipway.api.people.UpdateOrganization;
import dev.slipway.console.components.Card;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** The name people read. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(80)
class NameSection implements OrganizationSection {
  private final OrganizationsApi organizations;

  NameSection(OrganizationsApi organizations) {
    this.organizations = organizations;
  }

  @Override
  public boolean visible(MembershipView here) {
    return here.may("organization:write");
  }

  @Override
  public Component content(MembershipView here) {
    var name = new TextField("Name");
    name.setValue(here.name());
    name.setHelperText(
        "As people read it. Addresses keep %s, so that nothing that uses them breaks."
            .formatted(here.slug()));
    var rename =
        new Button(
            "Rename",
            _ -> {
              var _ =
                  organizations.update(
                      here.organization(), new UpdateOrganization(name.getValue().trim()));
              UI.getCurrent().refreshCurrentRoute(true);
            });
    return new Card("Name of the organization", name, new Span(rename));
  }
}
