package dev.slipway.console.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import dev.slipway.api.people.MeView;
import dev.slipway.api.people.MembershipView;
import java.util.Optional;

/**
 * The left side: what one works with, what belongs to the organization, what the platform has.
 * Pages a reader would only be refused at are not listed.
 */
final class Navigation extends Div {

  /**
   * @param here empty for who belongs to no organization
   */
  Navigation(MeView me, Optional<MembershipView> here) {
    addClassName("navigation");
    here.ifPresent(organization -> add(work(), organization(organization)));
    if (me.operator()) {
      add(platform());
    }
  }

  private static SideNav work() {
    var work = new SideNav();
    work.getElement().setAttribute("aria-label", "Main");
    work.addItem(
        new SideNavItem("Home", "", VaadinIcon.HOME.create()),
        new SideNavItem("Projects", "projects", VaadinIcon.CUBES.create()),
        new SideNavItem("Activity", "activity", VaadinIcon.LINES_LIST.create()),
        new SideNavItem("Events", "events", VaadinIcon.BELL.create()),
        new SideNavItem("Webhook inbox", "deliveries", VaadinIcon.INBOX.create()));
    return work;
  }

  private static SideNav organization(MembershipView here) {
    var organization = group("Organization");
    organization.addItem(
        new SideNavItem("Members", "organization", VaadinIcon.GROUP.create()),
        new SideNavItem("Config", "config", VaadinIcon.SLIDERS.create()),
        new SideNavItem("API tokens", "tokens", VaadinIcon.KEY_O.create()),
        new SideNavItem("Registries", "registries", VaadinIcon.ARCHIVE.create()),
        new SideNavItem("Private repositories", "repositories", VaadinIcon.LOCK.create()),
        new SideNavItem("Single sign-on", "single-sign-on", VaadinIcon.USER_CHECK.create()),
        new SideNavItem(
            "Quota and usage", "organization/usage", VaadinIcon.PIE_BAR_CHART.create()));
    if (here.may("audit:read")) {
      organization.addItem(new SideNavItem("Audit", "audit", VaadinIcon.RECORDS.create()));
    }
    return organization;
  }

  private static SideNav platform() {
    var platform = group("Platform");
    platform.addItem(new SideNavItem("Nodes", "nodes", VaadinIcon.SERVER.create()));
    platform.addItem(new SideNavItem("Operators", "operators", VaadinIcon.TOOLS.create()));
    return platform;
  }

  private static SideNav group(String label) {
    var group = new SideNav(label);
    group.setCollapsible(true);
    return group;
  }
}
