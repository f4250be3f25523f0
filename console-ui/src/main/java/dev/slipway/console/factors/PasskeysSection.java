package dev.slipway.console.factors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.AddPasskey;
import dev.slipway.api.people.FactorsApi;
import dev.slipway.api.people.FactorsView;
import dev.slipway.api.people.PasskeyView;
import dev.slipway.api.people.PasskeysApi;
import dev.slipway.console.components.BrowserPasskeys;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.profile.ProfileSection;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** Passkeys: several, each with a name, and when it was used last. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(40)
class PasskeysSection implements ProfileSection {
  private final FactorsApi factors;
  private final PasskeysApi passkeys;
  private final TextField name = new TextField("Name of the new passkey");
  private final HtmlTable<PasskeyView> table = new HtmlTable<>("Passkeys", PasskeyView::id);

  PasskeysSection(FactorsApi factors, PasskeysApi passkeys) {
    this.factors = factors;
    this.passkeys = passkeys;
    name.setPlaceholder("Such as Work laptop");
    table
        .whenEmpty("You have no passkey yet.")
        .text("Name", PasskeyView::name)
        .text("Where", passkey -> passkey.synced() ? "Synced between devices" : "This device only")
        .time("Added", passkey -> passkey.createdAt())
        .column("Last used", PasskeysSection::lastUsed)
        .column("", this::remove);
  }

  @Override
  public Component content() {
    FactorsView known = factors.factors();
    show(known.passkeys());
    var lead =
        new Paragraph(
            "A passkey signs you in with your finger, face or device PIN. No other site can ask for it, so it cannot be phished.");
    lead.addClassName("muted");
    var add = new Button("Add passkey");
    add.addClickListener(_ -> StepUp.run(() -> add(add)));
    var fields = new Div(name, new Span(add));
    fields.addClassName("row");
    var card = new Card("Passkeys", lead, table, fields);
    card.setVisible(known.onlyOrganization() == null);
    return card;
  }

  private void show(List<PasskeyView> all) {
    table.show(all);
  }

  private void add(Button at) {
    String called = name.getValue().isBlank() ? "Passkey" : name.getValue().trim();
    BrowserPasskeys.create(
        at,
        passkeys.registration(),
        credential -> {
          passkeys.add(new AddPasskey(called, credential));
          name.clear();
          show(factors.factors().passkeys());
        });
  }

  private static Component lastUsed(PasskeyView passkey) {
    Instant used = passkey.lastUsedAt();
    return used == null ? new Span("never") : new RelativeTime(used);
  }

  private Component remove(PasskeyView passkey) {
    var remove =
        new Button(
            "Remove",
            _ ->
                new ConfirmDialog(
                        "Remove " + passkey.name() + "?",
                        "It does not sign you in any more. Delete it from the device as well.",
                        "Remove passkey",
                        () -> {
                          passkeys.remove(passkey.id());
                          show(factors.factors().passkeys());
                        })
                    .open());
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel("Remove " + passkey.name());
    return remove;
  }
}
