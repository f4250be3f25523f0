package dev.slipway.console.repositories;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import dev.slipway.api.repositories.CheckRepository;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.CredentialView;
import dev.slipway.api.repositories.RepositoriesApi;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether a repository elsewhere is private, what opens it, and a try. */
public class AccessFields extends Div {
  private final RepositoriesApi repositories;
  private final UUID organization;
  private final Supplier<String> url;
  private final Supplier<String> branch;
  private final Checkbox closed = new Checkbox("The repository is private");
  private final Select<CredentialView> credential = new Select<>();
  private final Div choice = new Div();
  private final Div outcome = new Div();
  private List<CredentialView> known = List.of();

  /**
   * @param url as typed so far
   * @param branch the same
   */
  public AccessFields(
      RepositoriesApi repositories,
      UUID organization,
      Supplier<String> url,
      Supplier<String> branch) {
    this.repositories = repositories;
    this.organization = organization;
    this.url = url;
    this.branch = branch;
    addClassName("stack");
    credential.setLabel("Opened by");
    credential.setItemLabelGenerator(CredentialWords::choice);
    credential.setWidthFull();
    credential.addValueChangeListener(chosen -> keyOf(chosen.getValue()));
    closed.addValueChangeListener(is -> choice.setVisible(is.getValue()));
    var buttons =
        new Div(
            new Button("New deploy key", _ -> newKey()), new Button("New token", _ -> newToken()));
    buttons.addClassName("row");
    choice.addClassName("stack");
    choice.add(credential, buttons);
    choice.setVisible(false);
    var test = new Button("Test access");
    // The answer may take a while.
    test.setDisableOnClick(true);
    test.addClickListener(_ -> {
      try {
        test();
      } finally {
        test.setEnabled(true);
      }
    });
    add(closed, choice, new Div(test), outcome);
  }

  /**
   * @param chosen null: everybody may read the repository, or the app's own credential opens it
   */
  public void show(@Nullable UUID chosen) {
    outcome.removeAll();
    closed.setValue(chosen != null);
    load(chosen);
  }

  /** Null when none is needed. */
  public @Nullable UUID credential() {
    CredentialView chosen = credential.getValue();
    return closed.getValue() && chosen != null ? chosen.id() : null;
  }

  /** False, and said so, when nothing is chosen. */
  public boolean complete() {
    boolean missing = closed.getValue() && credential.getValue() == null;
    credential.setInvalid(missing);
    credential.setErrorMessage("Choose what opens it, or make a new one.");
    return !missing;
  }

  public String words() {
    CredentialView chosen = credential.getValue();
    return closed.getValue() && chosen != null
        ? ", opened by " + CredentialWords.choice(chosen)
        : "";
  }

  private void load(@Nullable UUID chosen) {
    known = repositories.list(organization);
    credential.setItems(known);
    known.stream()
        .filter(one -> one.id().equals(chosen))
        .findFirst()
        .ifPresentOrElse(credential::setValue, credential::clear);
  }

  private void newKey() {
    new DeployKeyDialog(suggestedName(), this::create).open();
  }

  private void newToken() {
    new TokenDialog(suggestedName(), RepositoryName.host(url.get()), this::create).open();
  }

  private void create(CreateCredential request) {
    load(repositories.create(organization, request).id());
  }

  /** Its public half is at hand whenever the key is chosen. */
  private void keyOf(@Nullable CredentialView chosen) {
    outcome.removeAll();
    if (chosen != null && chosen.kind() == CredentialKind.DEPLOY_KEY) {
      outcome.add(new PublicKeyNotice(chosen));
    }
  }

  private String suggestedName() {
    String name = RepositoryName.of(url.get());
    boolean taken = known.stream().anyMatch(one -> one.name().equals(name));
    return taken ? name + " " + (known.size() + 1) : name;
  }

  private void test() {
    if (!complete()) {
      return;
    }
    String name = branch.get().isBlank() ? "main" : branch.get().strip();
    var check =
        repositories.check(organization, new CheckRepository(url.get(), name, credential()));
    keyOf(credential.getValue());
    outcome.add(new CheckNotice(check, name));
  }
}
