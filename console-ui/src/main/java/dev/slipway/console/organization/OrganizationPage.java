package dev.slipway.console.organization;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.people.MembershipView;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.RoleWords;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;

@Route("organization")
@PageTitle("Members · Slipway")
@PermitAll
class OrganizationPage extends Main implements HasCrumbs {
  OrganizationPage(Membership membership, ObjectProvider<OrganizationSection> sections) {
    MembershipView here = membership.organization();
    addClassName("page");
    add(
        new PageHead(
            "Members",
            "Who belongs to %s, and as what. You are its %s. In addresses it is %s."
                .formatted(
                    here.name(), RoleWords.of(here.role()).toLowerCase(Locale.ROOT), here.slug())));
    sections
        .orderedStream()
        .filter(section -> section.visible(here))
        .forEach(section -> add(section.content(here)));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Members", "organization"));
  }
}
