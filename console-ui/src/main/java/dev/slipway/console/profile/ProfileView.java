package dev.slipway.console.profile;

import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.WithoutOrganization;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** Who one is, how one signs in, and where one is signed in now. */
@Route("profile")
@PageTitle("Profile · Slipway")
@PermitAll
@WithoutOrganization
class ProfileView extends Main implements HasCrumbs {
  ProfileView(ObjectProvider<ProfileSection> sections) {
    addClassName("page");
    add(new PageHead("Profile", "Your account: the same in every organization you belong to."));
    sections.orderedStream().forEach(section -> add(section.content()));
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Profile", "profile"));
  }
}
