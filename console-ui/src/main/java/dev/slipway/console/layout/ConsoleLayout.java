package dev.slipway.console.layout;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;

/** Left navigation, breadcrumb and account. */
@Layout
@PermitAll
public class ConsoleLayout extends AppLayout implements AfterNavigationObserver {
  private final Membership membership;
  private final Breadcrumb breadcrumb = new Breadcrumb();

  ConsoleLayout(Membership membership, AuthenticationContext authentication) {
    this.membership = membership;
    setPrimarySection(Section.DRAWER);
    var spacer = new Span();
    spacer.addClassName("spacer");
    var top =
        new Div(
            new DrawerToggle(),
            breadcrumb,
            spacer,
            new AccountMenu(membership.me(), authentication));
    top.addClassName("top");
    addToNavbar(top);
    addToDrawer(brand(), navigation());
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    var crumbs = new ArrayList<Crumb>();
    crumbs.add(new Crumb(membership.organization().name(), ""));
    if (getContent() instanceof HasCrumbs view) {
      crumbs.addAll(view.crumbs());
    }
    breadcrumb.show(List.copyOf(crumbs));
  }

  private static Anchor brand() {
    var mark = new Span();
    mark.addClassName("brand-mark");
    var brand = new Anchor("", mark, new Span("Slipway"));
    brand.addClassName("brand");
    return brand;
  }

  private static SideNav navigation() {
    var navigation = new SideNav();
    navigation.getElement().setAttribute("aria-label", "Main");
    navigation.addItem(
        new SideNavItem("Home", "", VaadinIcon.HOME.create()),
        new SideNavItem("Projects", "projects", VaadinIcon.CUBES.create()),
        new SideNavItem("Activity", "activity", VaadinIcon.LINES_LIST.create()),
        new SideNavItem("Nodes", "nodes", VaadinIcon.SERVER.create()),
        new SideNavItem("API tokens", "tokens", VaadinIcon.KEY_O.create()));
    return navigation;
  }
}
