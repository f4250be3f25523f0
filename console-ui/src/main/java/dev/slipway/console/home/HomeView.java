package dev.slipway.console.home;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

@Route("")
@PageTitle("Slipway")
@AnonymousAllowed
class HomeView extends Main {
  HomeView() {
    add(new H1("Slipway"), new Paragraph("The console is on its way."));
  }
}
