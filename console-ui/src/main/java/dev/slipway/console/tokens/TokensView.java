package dev.slipway.console.tokens;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.people.CreateToken;
import dev.slipway.api.people.TokenView;
import dev.slipway.api.people.TokensApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.RelativeTime;
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
  private final HtmlTable<TokenView> table = new HtmlTable<>("API tokens");
  private final TextField name = new TextField("What is it for?");
  private final IntegerField days = new IntegerField("Valid for (days)");

  TokensView(TokensApi tokens, Membership membership) {
    this.tokens = tokens;
    this.organization = membership.organization().organization();
    addClassName("page");
    table
        .text("Name", TokenView::name)
        .text("Ends with", token -> "…" + token.last4())
        .text("Made by", TokenView::createdBy)
        .column("Last used", TokensView::lastUsed)
        .column("Expires", token -> new RelativeTime(token.expiresAt(), Instant.now()))
        .column("", this::revoke);
    days.setValue(90);
    days.setMin(1);
    days.setMax(366);
    var create = new Button("New token", _ -> create());
    create.addThemeVariants(ButtonVariant.PRIMARY);
    var fields = new Div(name, days);
    fields.addClassName("fields");
    add(
        new PageHead(
            "API tokens",
            "For scripts, CI, git push and docker login. A token can do what its maker can."),
        fresh,
        new Card("Tokens", table),
        new Card("Make one", fields, new Span(create)));
    show();
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("API tokens", "tokens"));
  }

  private void show() {
    table.show(tokens.list(organization));
  }

  private void create() {
    var created =
        tokens.create(organization, new CreateToken(name.getValue().trim(), days.getValue()));
    fresh.removeAll();
    fresh.add(
        new Notice(
            Tone.WAIT,
            "Copy the token now",
            "It is not shown again. If it gets lost, revoke it and make another.",
            new Copyable(created.secret())));
    name.clear();
    show();
  }

  private static Span lastUsed(TokenView token) {
    Instant at = token.lastUsedAt();
    return new Span(at == null ? "never" : RelativeTime.words(at, Instant.now()));
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
