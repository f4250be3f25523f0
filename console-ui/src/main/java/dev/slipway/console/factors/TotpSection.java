package dev.slipway.console.factors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.ConfirmTotp;
import dev.slipway.api.people.FactorsApi;
import dev.slipway.api.people.FactorsView;
import dev.slipway.api.people.NewTotpView;
import dev.slipway.api.people.RecoveryCodesView;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.components.Tone;
import dev.slipway.console.profile.ProfileSection;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** Codes of an authenticator app, as the second half of signing in with the password. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(30)
class TotpSection implements ProfileSection {
  private final FactorsApi factors;
  private final Div content = new Div();

  TotpSection(FactorsApi factors) {
    this.factors = factors;
    content.addClassName("stack");
  }

  @Override
  public Component content() {
    FactorsView known = factors.factors();
    show(known);
    var card = new Card("Authenticator app", content);
    card.setVisible(known.onlyOrganization() == null);
    return card;
  }

  private void show(FactorsView known) {
    content.removeAll();
    if (known.totpSince() == null) {
      var begin = new Button("Set up an authenticator app", _ -> StepUp.run(this::begin));
      content.add(
          muted(
              "Besides the password, signing in then asks for six digits your phone shows. Any authenticator app does."),
          new Span(begin));
      return;
    }
    var renew = new Button("New recovery codes", _ -> askToRenew());
    var off = new Button("Turn off", _ -> turnOff());
    off.addThemeVariants(ButtonVariant.ERROR, ButtonVariant.TERTIARY);
    off.setAriaLabel("Turn off the authenticator app");
    content.add(
        new Span(new StatusBadge("On", Tone.GOOD)),
        muted("%d of 10 recovery codes are left.".formatted(known.recoveryCodesLeft())),
        new Span(renew, off));
  }

  private void begin() {
    NewTotpView fresh = factors.beginTotp();
    var code = new TextField("Code the app shows now");
    code.setAllowedCharPattern("[0-9 ]");
    code.getElement().setAttribute("autocomplete", "one-time-code");
    var confirm = new Button("Confirm", _ -> confirm(code.getValue()));
    confirm.addThemeVariants(ButtonVariant.PRIMARY);
    content.removeAll();
    content.add(
        muted("Scan this with the app, or type the secret into it. Then enter the code it shows."),
        new QrPicture(fresh.qrCode(), fresh.qrSize()),
        new Copyable(fresh.secret()),
        code,
        new Span(confirm, new Button("Cancel", _ -> show(factors.factors()))));
    code.focus();
  }

  private void confirm(String code) {
    showCodes(factors.confirmTotp(new ConfirmTotp(code.trim())));
  }

  private void askToRenew() {
    new ConfirmDialog(
            "Make new recovery codes?",
            "The ten there are now stop working, also where you have written them down.",
            "Make new codes",
            this::renew)
        .open();
  }

  private void renew() {
    showCodes(factors.newRecoveryCodes());
  }

  private void showCodes(RecoveryCodesView recovery) {
    show(factors.factors());
    content.addComponentAsFirst(
        new Notice(
            Tone.WAIT,
            "Keep these recovery codes now",
            "Each signs in once when the app is gone. They are not shown again.",
            new Copyable(String.join("\n", recovery.codes()))));
  }

  private void turnOff() {
    new ConfirmDialog(
            "Turn off the authenticator app?",
            "From then on your password alone signs you in. The recovery codes are forgotten.",
            "Turn off",
            () -> {
              factors.removeTotp();
              show(factors.factors());
            })
        .open();
  }

  private static Paragraph muted(String sentence) {
    var paragraph = new Paragraph(sentence);
    paragraph.addClassName("muted");
    return paragraph;
  }
}
