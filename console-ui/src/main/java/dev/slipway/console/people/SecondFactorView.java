package dev.slipway.console.people;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.api.people.PasskeysApi;
import dev.slipway.console.components.BrowserPasskeys;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Tone;
import dev.slipway.console.layout.WithoutOrganization;

/** The second half of signing in. The form is posted to the server's own address. */
@Route(value = "login/factor", autoLayout = false)
@PageTitle("Second factor · Slipway")
@AnonymousAllowed
@WithoutOrganization
class SecondFactorView extends Main implements BeforeEnterObserver {
  private static final String ADD_TOKEN =
      """
      const token = document.querySelector('meta[name=_csrf]');
      const parameter = document.querySelector('meta[name=_csrf_parameter]');
      if (token && parameter) {
        const field = document.createElement('input');
        field.type = 'hidden';
        field.name = parameter.content;
        field.value = token.content;
        this.append(field);
      }
      """;

  private final Card card;

  SecondFactorView(PasskeysApi passkeys) {
    addClassName("door");
    var lead =
        new Paragraph(
            "Enter the six digits your authenticator app shows, or one of your recovery codes.");
    lead.addClassName("muted");
    var passkey = new Button("Use a passkey instead", VaadinIcon.KEY.create());
    passkey.addClickListener(_ -> BrowserPasskeys.signIn(passkey, passkeys.authentication()));
    passkey.setWidthFull();
    card = new Card(new H1("One more step"), lead);
    card.getElement().appendChild(form());
    card.add(passkey, new Anchor("login", "Sign in as somebody else"));
    add(card);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    if (event.getLocation().getQueryParameters().getParameters().containsKey("error")) {
      card.addComponentAsFirst(
          new Notice(
              Tone.BAD,
              "That did not work",
              "The code is wrong or was used already. Wait for the next one."));
    }
  }

  private static Element form() {
    var code = new TextField("Code");
    code.getElement().setAttribute("name", "code");
    code.getElement().setAttribute("autocomplete", "one-time-code");
    code.setWidthFull();
    code.setAutofocus(true);
    var submit = new Button("Sign in");
    submit.addThemeVariants(ButtonVariant.PRIMARY);
    submit.setWidthFull();
    // The form goes to the server as it is; nothing of it passes through the page.
    submit.getElement().setAttribute("onclick", "this.closest('form').requestSubmit()");
    var form = new Element("form");
    form.setAttribute("class", "stack");
    form.setAttribute("method", "post");
    form.setAttribute("action", "login/factor");
    form.appendChild(code.getElement(), submit.getElement());
    form.addAttachListener(_ -> form.executeJs(ADD_TOKEN));
    return form;
  }
}
