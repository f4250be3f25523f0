package dev.slipway.console.components;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.FactorsApi;
import dev.slipway.api.people.FactorsView;
import dev.slipway.api.people.PasskeysApi;
import dev.slipway.api.people.Prove;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** Asks again who is there, by what they have set up. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class ProveDialog extends Dialog {
  private final FactorsApi factors;
  private final PasskeysApi passkeys;
  private final PasswordField password = new PasswordField("Password");
  private final TextField code = new TextField("Code of your authenticator app");

  ProveDialog(FactorsApi factors, PasskeysApi passkeys) {
    this.factors = factors;
    this.passkeys = passkeys;
    setHeaderTitle("Is it still you?");
    setWidth("min(460px, 92vw)");
    password.setWidthFull();
    code.setWidthFull();
    code.setAllowedCharPattern("[0-9A-Za-z -]");
    code.getElement().setAttribute("autocomplete", "one-time-code");
  }

  /** Opens; what could not be done without the proof is done after it. */
  void before(Runnable act) {
    FactorsView known = factors.factors();
    getFooter().add(new Button("Cancel", _ -> close()));
    String organization = known.onlyOrganization();
    if (organization != null) {
      add(
          new Paragraph(
              "You signed in through the single sign-on of %s more than 15 minutes ago. Sign out and in again, then repeat this."
                  .formatted(organization)));
      open();
      return;
    }
    add(
        new Paragraph(
            "This cannot be undone, or opens a door. Prove it once more; it holds for 15 minutes."));
    boolean codes = known.totpSince() != null;
    if (codes || known.password()) {
      add(codes ? code : password);
      var confirm = new Button("Confirm", _ -> prove(codes, act));
      confirm.addThemeVariants(ButtonVariant.PRIMARY);
      confirm.addClickShortcut(Key.ENTER);
      getFooter().add(confirm);
    }
    if (!known.passkeys().isEmpty()) {
      getFooter().add(new Button("Use a passkey", _ -> provePasskey(act)));
    }
    open();
    if (codes) {
      code.focus();
    } else {
      password.focus();
    }
  }

  private void prove(boolean codes, Runnable act) {
    factors.prove(
        codes
            ? new Prove(null, code.getValue().trim(), null)
            : new Prove(password.getValue(), null, null));
    done(act);
  }

  private void provePasskey(Runnable act) {
    BrowserPasskeys.get(
        this,
        passkeys.authentication(),
        answer -> {
          factors.prove(new Prove(null, null, answer));
          done(act);
        });
  }

  private void done(Runnable act) {
    close();
    act.run();
  }
}
