package dev.slipway.console.layout;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.people.MeView;
import dev.slipway.api.people.MembershipView;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Left navigation, breadcrumb and account. */
@Layout
@PermitAll
public class ConsoleLayout extends AppLayout implements AfterNavigationObserver {
  private final Membership membership;
  private final ChangesApi changes;
  private final Div place = new Div();
  private @Nullable UUID shown;
  private final Breadcrumb breadcrumb = new Breadcrumb();

  ConsoleLayout(Membership membership, ChangesApi changes, AuthenticationContext authentication) {
    this.membership = membership;
    this.changes = changes;
    MeView me = membership.me();
    setPrimarySection(Section.DRAWER);
    var spacer = new Span();
    spacer.addClassName("spacer");
    var top = new Div(new DrawerToggle(), breadcrumb, spacer, new AccountMenu(me, authentication));
    top.addClassName("top");
    addToNavbar(top);
    addToDrawer(brand(), place);
    show(me, membership.of(me));
  }

  /** A link may have led into another organization. */
  private void show(MeView me, Optional<MembershipView> here) {
    UUID now = here.map(MembershipView::organization).orElse(null);
    if (place.getComponentCount() > 0 && Objects.equals(now, shown)) {
      return;
    }
    shown = now;
    place.removeAll();
    place.add(new OrganizationSwitcher(membership, me), new Navigation(me, here));
    if (now != null) {
      var following = new Span();
      OwnRights.follow(following, changes, now, me.id());
      place.add(following);
    }
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    var crumbs = new ArrayList<Crumb>();
    MeView me = membership.me();
    Optional<MembershipView> here = membership.of(me);
    here.ifPresent(organization -> crumbs.add(new Crumb(organization.name(), "")));
    show(me, here);
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
}
