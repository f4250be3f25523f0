package dev.slipway.console.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import dev.slipway.api.people.MeView;

/** The left side: what one works with, what belongs to the organization, what operators have. */
final class Navigation extends Div {

  Navigation(MeView me) {
    addClassName("navigation");
    add(work(), organization());
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
        new SideNavItem("Webhook inbox", "deliveries", VaadinIcon.INBOX.create()),
        new SideNavItem("Nodes", "nodes", VaadinIcon.SERVER.create()));
    return work;
  }

  private static SideNav organization() {
    var organization = new SideNav("Organization");
    organization.setCollapsible(true);
    organization.addItem(
        new SideNavItem("People", "organization", VaadinIcon.GROUP.create()),
        new SideNavItem("Config", "config", VaadinIcon.SLIDERS.create()),
        new SideNavItem("API tokens", "tokens", VaadinIcon.KEY_O.create()),
        new SideNavItem("Registries", "registries", VaadinIcon.ARCHIVE.create()),
        new SideNavItem("Private repositories", "repositories", VaadinIcon.LOCK.create()),
        new SideNavItem("Single sign-on", "single-sign-on", VaadinIcon.USER_CHECK.create()),
        new SideNavItem("Quota and usage", "organization/usage", VaadinIcon.PIE_BAR_CHART.create()),
        new SideNavItem("Audit", "audit", VaadinIcon.RECORDS.create()));
    return organization;
  }

  private static SideNav platform() {
    var platform = new SideNav("Platform");
    platform.setCollapsible(true);
    platform.addItem(new SideNavItem("Operators", "operators", VaadinIcon.TOOLS.create()));
    return platform;
  }
}
