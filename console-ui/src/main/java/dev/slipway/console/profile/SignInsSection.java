package dev.slipway.console.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.SignInView;
import dev.slipway.api.people.SignInsApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** Every browser the person is signed in with, to be ended one by one or all the others at once. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(90)
class SignInsSection implements ProfileSection {
  private final SignInsApi signIns;
  private final HtmlTable<SignInView> table = new HtmlTable<>("Sign-ins", SignInView::id);
  private final Button others = new Button("Sign out everywhere else", _ -> endOthers());

  SignInsSection(SignInsApi signIns) {
    this.signIns = signIns;
    table
        .text("Browser", signIn -> Browser.of(signIn.userAgent()))
        .text("Address", SignInView::address)
        .time("Signed in", signIn -> signIn.createdAt())
        .time("Last seen", signIn -> signIn.lastSeenAt())
        .time("Ends", signIn -> signIn.expiresAt())
        .column("", this::end);
  }

  @Override
  public Component content() {
    show();
    return new Card("Sign-ins", table).withActions(others);
  }

  private void show() {
    List<SignInView> all = signIns.list();
    table.show(all);
    others.setEnabled(all.stream().anyMatch(signIn -> !signIn.current()));
  }

  private Component end(SignInView signIn) {
    if (signIn.current()) {
      return new StatusBadge("This one", Tone.GOOD);
    }
    String browser = Browser.of(signIn.userAgent());
    var end =
        new Button(
            "Sign out",
            _ -> {
              signIns.end(signIn.id());
              show();
            });
    end.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    end.setAriaLabel("Sign out %s at %s".formatted(browser, signIn.address()));
    return new Span(end);
  }

  private void endOthers() {
    new ConfirmDialog(
            "Sign out everywhere else?",
            "Every other browser has to sign in again, also pages that are open. API tokens stay.",
            "Sign out others",
            () -> {
              signIns.endOthers();
              show();
            })
        .open();
  }
}
