package dev.slipway.console.repositories;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.CredentialView;
import dev.slipway.api.repositories.HostKeyView;
import dev.slipway.api.repositories.RepositoriesApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The organization's credentials for repositories elsewhere, and the hosts it has met. */
@Route("repositories")
@PageTitle("Private repositories · Slipway")
@PermitAll
class RepositoriesView extends Main implements HasCrumbs {
  private static final String CHANGE = "secrets:write";

  private final RepositoriesApi repositories;
  private final UUID organization;
  private final boolean mayChange;
  private final Div fresh = new Div();
  private final HtmlTable<CredentialView> credentials =
      new HtmlTable<>("Credentials", CredentialView::id);
  private final HtmlTable<HostKeyView> hosts = new HtmlTable<>("SSH hosts", key -> key);

  RepositoriesView(RepositoriesApi repositories, Membership membership) {
    this.repositories = repositories;
    this.organization = membership.organization().organization();
    addClassName("page");
    mayChange = membership.may(CHANGE);
    credentials
        .whenEmpty(
            "Nothing yet: public repositories need nothing. A deploy key opens one repository, a token all it may read.")
        .text("Name", CredentialView::name)
        .text("Opens with", CredentialWords::kind)
        .text("Fingerprint", one -> one.fingerprint() == null ? "" : one.fingerprint())
        .text("Used by", one -> CredentialWords.uses(one.usedBy()))
        .time("Changed", one -> one.changedAt())
        .column("", this::actions);
    hosts
        .whenEmpty("No host was met over SSH yet.")
        .text("Host", HostKeyView::host)
        .text("Key", key -> key.type() + " " + key.fingerprint())
        .column("Known", RepositoriesView::known)
        .column("", this::forgetting);
    add(
        new PageHead(
            "Private repositories",
            "What opens repositories elsewhere for the apps of this organization."),
        fresh,
        new Card("Credentials", credentials)
            .withActions(
                allowed("New deploy key", () -> new DeployKeyDialog("", this::create).open()),
                allowed("New token", () -> new TokenDialog("", "", this::create).open())),
        new Card("SSH hosts", hosts));
    show();
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Private repositories", "repositories"));
  }

  private void show() {
    credentials.show(repositories.list(organization));
    hosts.show(repositories.hosts(organization));
  }

  private void create(CreateCredential request) {
    tell(repositories.create(organization, request));
  }

  private void tell(CredentialView credential) {
    fresh.removeAll();
    if (credential.kind() == CredentialKind.DEPLOY_KEY) {
      fresh.add(new PublicKeyNotice(credential));
      fresh.scrollIntoView();
    }
    show();
  }

  private Div actions(CredentialView credential) {
    var actions = new Div();
    actions.addClassName("row");
    if (credential.kind() == CredentialKind.DEPLOY_KEY) {
      actions.add(small("Show key", credential.name(), () -> tell(credential)));
    }
    if (!mayChange) {
      return actions;
    }
    if (credential.kind() == CredentialKind.DEPLOY_KEY) {
      actions.add(small("Rotate", credential.name(), () -> rotate(credential)));
    } else {
      actions.add(
          small(
              "Replace",
              credential.name(),
              () ->
                  new ReplaceTokenDialog(
                          credential,
                          request ->
                              StepUp.run(() -> {
                                repositories.replace(organization, credential.id(), request);
                                show();
                              }))
                      .open()));
    }
    actions.add(small("Delete", credential.name(), () -> delete(credential)));
    return actions;
  }

  private void rotate(CredentialView credential) {
    new ConfirmDialog(
            "Rotate " + credential.name() + "?",
            "A new pair is made. For seven days the key before is offered as well, so that nothing stops while you add the new public half at the forge.",
            "Rotate key",
            () -> tell(repositories.rotate(organization, credential.id())))
        .open();
  }

  private void delete(CredentialView credential) {
    new ConfirmDialog(
            "Delete " + credential.name() + "?",
            "What it opened cannot be fetched with it any more. Remove its other half at the forge too.",
            "Delete credential",
            () -> {
              repositories.delete(organization, credential.id());
              fresh.removeAll();
              show();
            })
        .open();
  }

  private static Span known(HostKeyView key) {
    Instant at = key.seenAt();
    return at == null
        ? new Span("by Slipway itself")
        : new Span(new Span("met "), new RelativeTime(at));
  }

  private Div forgetting(HostKeyView key) {
    UUID id = key.id();
    return id == null || !mayChange
        ? new Div()
        : new Div(
            small(
                "Forget",
                key.host(),
                () ->
                    new ConfirmDialog(
                            "Forget " + key.host() + "?",
                            "The next key the host shows is taken for its own. Only do this when its operators say that they changed it.",
                            "Forget key",
                            () -> {
                              repositories.forget(organization, id);
                              show();
                            })
                        .open()));
  }

  private Button allowed(String text, Runnable action) {
    return Allowed.when(
        mayChange,
        new Button(text, _ -> action.run()),
        "Needs the role developer in the organization");
  }

  private static Button small(String text, String what, Runnable action) {
    var button = new Button(text, _ -> action.run());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.setAriaLabel(text + " " + what);
    return button;
  }
}
