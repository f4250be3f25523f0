package dev.slipway.console.layout;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.slipway.api.people.MeView;

/** Who is signed in, how the page looks, the way out. */
class AccountMenu extends MenuBar {
  AccountMenu(MeView me, AuthenticationContext authentication) {
    addThemeVariants(MenuBarVariant.TERTIARY);
    MenuItem account = addItem(me.name());
    account.setAriaLabel("Account of " + me.name());
    account.getSubMenu().addItem("Profile", _ -> UI.getCurrent().navigate("profile"));
    var theme = account.getSubMenu().addItem("Theme");
    theme.getSubMenu().addItem("As the system", _ -> look(ColorScheme.Value.LIGHT_DARK));
    theme.getSubMenu().addItem("Light", _ -> look(ColorScheme.Value.LIGHT));
    theme.getSubMenu().addItem("Dark", _ -> look(ColorScheme.Value.DARK));
    account.getSubMenu().addSeparator();
    account.getSubMenu().addItem("Sign out", _ -> authentication.logout());
  }

  private static void look(ColorScheme.Value scheme) {
    UI.getCurrent().getPage().setColorScheme(scheme);
  }
}
