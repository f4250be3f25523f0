package dev.slipway.console.repositories;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.repositories.AppRepositoryApi;
import dev.slipway.api.repositories.AppRepositoryView;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.CredentialView;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.StepUp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one app's repository is reached: with which credential, and what was found there last. */
public class OwnAccessCard extends Card {
  private final AppRepositoryApi repository;
  private final UUID app;
  private final String branch;
  private final RightsView rights;
  private final Div content = new Div();
  private final Div outcome = new Div();

  public OwnAccessCard(AppRepositoryApi repository, UUID app, String branch, RightsView rights) {
    super("Repository access");
    this.repository = repository;
    this.app = app;
    this.branch = branch;
    this.rights = rights;
    var test = new Button("Test access now");
    // The answer may take a while.
    test.setDisableOnClick(true);
    test.addClickListener(_ -> {
      try {
        test();
      } finally {
        test.setEnabled(true);
      }
    });
    withActions(Allowed.to("deployments:write", rights::may, test));
    content.addClassName("stack");
    add(content, outcome);
    show();
  }

  private void show() {
    content.removeAll();
    AppRepositoryView view = repository.repository(app);
    CredentialView credential = view.credential();
    var facts = new Facts();
    if (credential == null) {
      facts.add("Opened by", "nothing: everybody may read it");
    } else {
      facts.add("Opened by", CredentialWords.choice(credential));
      if (credential.fingerprint() != null) {
        facts.add("Fingerprint", credential.fingerprint());
      }
    }
    Instant checked = view.checkedAt();
    if (checked != null) {
      String head = view.head();
      facts.add("Looked at", new RelativeTime(checked));
      facts.add(
          branch + " was at", head == null ? String.valueOf(view.problem()) : head.substring(0, 7));
    }
    content.add(facts, own(credential));
  }

  private Div own(@Nullable CredentialView credential) {
    var own = new Div();
    own.addClassName("stack");
    if (credential == null) {
      var words =
          new Paragraph(
              "A key for this app alone, which no other app of the organization can use:");
      words.addClassName("muted");
      own.add(
          words,
          new Div(allowed(new Button("Deploy key for this app", _ -> StepUp.run(this::create)))));
    } else if (credential.app() != null) {
      if (credential.kind() == CredentialKind.DEPLOY_KEY) {
        own.add(new PublicKeyNotice(credential));
        own.add(new Div(allowed(new Button("Rotate key", _ -> rotate()))));
      }
      own.add(new Div(allowed(new Button("Remove credential", _ -> remove()))));
    }
    return own;
  }

  private Button allowed(Button button) {
    return Allowed.to("secrets:write", rights::may, button);
  }

  private void create() {
    repository.set(app, CreateCredential.deployKey(null));
    show();
  }

  private void rotate() {
    new ConfirmDialog(
            "Rotate the app's key?",
            "A new pair is made. For seven days the key before is offered as well, so that nothing stops while you add the new public half at the forge.",
            "Rotate key",
            () -> {
              repository.rotate(app);
              show();
            })
        .open();
  }

  private void remove() {
    new ConfirmDialog(
            "Remove the app's credential?",
            "A private repository cannot be fetched any more until there is another one.",
            "Remove",
            () -> {
              repository.remove(app);
              show();
            })
        .open();
  }

  private void test() {
    outcome.removeAll();
    outcome.add(new CheckNotice(repository.check(app), branch));
    show();
  }
}
