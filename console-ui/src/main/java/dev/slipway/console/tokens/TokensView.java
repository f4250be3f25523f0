package dev.slipway.console.tokens;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.people.TokenView;
import dev.slipway.api.people.TokensApi;
import dev.slipway.api.projects.ProjectsApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.components.Tone;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@Route("tokens")
@PageTitle("API tokens · Slipway")
@PermitAll
class TokensView extends Main implements HasCrumbs {
  private final TokensApi tokens;
  private final UUID organization;
  private final Div fresh = new Div();
  private final Div warning = new Div();
  private final HtmlTable<TokenView> table = new HtmlTable<>("API tokens", TokenView::id);
  private final TokenFields fields;

  TokensView(TokensApi tokens, ProjectsApi projects, AppsApi apps, Membership membership) {
    this.tokens = tokens;
    this.organization = membership.organization().organization();
    addClassName("page");
    table
        .whenEmpty("No token yet. Make one below for your terminal, or for CI.")
        .column("Name", TokensView::name)
        .column("May", TokensView::rights)
        .text(
            "Project", token -> token.projectSlug() == null ? "Every project" : token.projectSlug())
        .text("Made by", TokenView::createdBy)
        .column("Last used", TokensView::lastUsed)
        .column("Expires", TokensView::expires)
        .column("", this::revoke);
    fields =
        new TokenFields(
            tokens.scopes(),
            projects.list(organization),
            apps.ofOrganization(organization),
            membership.may("tokens:write"));
    var create = new Button("Create token", _ -> StepUp.run(this::create));
    create.addThemeVariants(ButtonVariant.PRIMARY);
    add(
        new PageHead(
            "API tokens",
            "For scripts, CI, git push and docker login. Give each what it needs and no more."),
        fresh,
        warning,
        new Card("Tokens", table),
        new Card("New token", fields, new Span(create)));
    show();
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("API tokens", "tokens"));
  }

  private void show() {
    List<TokenView> all = tokens.list(organization);
    table.show(all);
    warning.removeAll();
    List<String> ending =
        all.stream()
            .filter(token -> token.expiry() == TokenView.Expiry.SOON)
            .map(TokenView::name)
            .toList();
    if (!ending.isEmpty()) {
      warning.add(
          new Notice(
              Tone.WAIT,
              ending.size() == 1 ? "A token ends soon" : ending.size() + " tokens end soon",
              "Within 14 days: %s. Make another and put it where the old one is used."
                  .formatted(String.join(", ", ending))));
    }
  }

  private void create() {
    if (!fields.complete()) {
      return;
    }
    var created = tokens.create(organization, fields.request());
    fresh.removeAll();
    fresh.add(
        new Notice(
            Tone.WAIT,
            "Copy the token now",
            "It is not shown again. If it gets lost, revoke it and make another.",
            new Copyable(created.secret())));
    // Whoever filled in the form below would not see it.
    fresh.scrollIntoView();
    fields.clear();
    show();
  }

  private static Component name(TokenView token) {
    var kind = new Span(TokenWords.kind(token) + " · …" + token.last4());
    kind.addClassNames("muted", "small");
    var both = new Div(new Span(token.name()), kind);
    both.addClassName("two-lines");
    return both;
  }

  private static Span rights(TokenView token) {
    var rights = new Span(TokenWords.rights(token));
    List<String> scopes = token.scopes();
    if (scopes != null) {
      rights.setTitle(String.join("\n", scopes));
    }
    return rights;
  }

  private static Component lastUsed(TokenView token) {
    Instant at = token.lastUsedAt();
    if (at == null) {
      return new Span("never");
    }
    var from = new Span("from " + token.lastUsedAddress());
    from.addClassNames("muted", "small");
    var both = new Div(new RelativeTime(at), from);
    both.addClassName("two-lines");
    return both;
  }

  private static Component expires(TokenView token) {
    var when = new RelativeTime(token.expiresAt());
    return switch (token.expiry()) {
      case FINE -> when;
      case SOON -> new Div(new StatusBadge("Soon", Tone.WAIT), new Span(" "), when);
      case EXPIRED -> new Div(new StatusBadge("Expired", Tone.BAD), new Span(" "), when);
    };
  }

  private Button revoke(TokenView token) {
    var revoke =
        new Button(
            "Revoke",
            _ ->
                new ConfirmDialog(
                        "Revoke " + token.name() + "?",
                        "Whatever uses it is refused from the next second on.",
                        "Revoke",
                        () -> {
                          tokens.revoke(organization, token.id());
                          show();
                        })
                    .open());
    revoke.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    revoke.setAriaLabel("Revoke " + token.name());
    return revoke;
  }
}
