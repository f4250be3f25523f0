package dev.slipway.console.layout;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** Organization / project / environment / app. */
class Breadcrumb extends Nav {
  Breadcrumb() {
    addClassName("crumbs");
    getElement().setAttribute("aria-label", "Breadcrumb");
  }

  void show(List<Crumb> crumbs) {
    removeAll();
    for (int i = 0; i < crumbs.size(); i++) {
      if (i > 0) {
        var slash = new Span("/");
        slash.addClassName("slash");
        add(slash);
      }
      add(i < crumbs.size() - 1 ? link(crumbs.get(i)) : here(crumbs.get(i)));
    }
  }

  private static Anchor link(Crumb crumb) {
    return new Anchor(crumb.path(), crumb.name());
  }

  private static Span here(Crumb crumb) {
    var name = new Span(crumb.name());
    name.getElement().setAttribute("aria-current", "page");
    return name;
  }
}
