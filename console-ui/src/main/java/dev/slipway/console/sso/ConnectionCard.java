package dev.slipway.console.sso;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.people.ConnectionCheck;
import dev.slipway.api.people.ConnectionView;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SingleSignOnApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.Facts;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.RoleWords;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection: what it is, whether it works, what may be done with it. */
class ConnectionCard extends Div {
  private final SingleSignOnApi api;
  private final MembershipView here;
  private final ConnectionView connection;
  private final Runnable changed;
  private final Div said = new Div();

  ConnectionCard(
      SingleSignOnApi api,
      MembershipView here,
      ConnectionView connection,
      boolean owner,
      Runnable changed) {
    this.api = api;
    this.here = here;
    this.connection = connection;
    this.changed = changed;
    var card = new Card(connection.name(), said, facts());
    card.withActions(
        new StatusBadge(
            connection.enabled() ? "On" : "Off", connection.enabled() ? Tone.GOOD : Tone.UNKNOWN));
    if (owner) {
      card.add(actions());
    }
    String error = connection.lastError();
    if (error != null) {
      said.add(new Notice(Tone.BAD, "The last sign-in failed", error));
    }
    add(card);
  }

  private Facts facts() {
    Instant used = connection.lastUsedAt();
    var facts = new Facts();
    facts.add("Issuer", connection.issuer());
    facts.add("Client ID", connection.clientId());
    facts.add("Redirect address", new Copyable(connection.redirectAddress()));
    facts.add("Groups", groups());
    facts.add("Everybody else", word(connection.newMembersGet()));
    facts.add("Last sign-in", used == null ? new Span("never") : new RelativeTime(used));
    return facts;
  }

  private String groups() {
    if (connection.groups().isEmpty()) {
      return "Roles are given here, by hand";
    }
    StringBuilder words = new StringBuilder();
    connection
        .groups()
        .forEach(mapping ->
            words
                .append(words.isEmpty() ? "" : ", ")
                .append(mapping.group())
                .append(" → ")
                .append(word(mapping.role())));
    return words + ", by " + Objects.requireNonNullElse(connection.groupClaim(), "no claim");
  }

  private Span actions() {
    var check = new Button("Check", _ -> check());
    var edit = new Button("Edit", _ -> new ConnectionDialog(api, here, connection, changed).open());
    var remove = new Button("Remove", _ -> remove());
    remove.addThemeVariants(ButtonVariant.ERROR, ButtonVariant.TERTIARY);
    remove.setAriaLabel("Remove " + connection.name());
    return new Span(check, edit, remove);
  }

  private void check() {
    ConnectionCheck check = api.check(here.organization(), connection.id());
    said.removeAll();
    said.add(
        new Notice(
            check.good() ? Tone.GOOD : Tone.BAD,
            check.good() ? "The provider answers" : "That does not work",
            check.message()));
  }

  private void remove() {
    new ConfirmDialog(
            "Remove " + connection.name() + "?",
            "Nobody signs in through it any more. Its members stay, with the roles they have.",
            "Remove",
            () -> {
              api.delete(here.organization(), connection.id());
              changed.run();
            })
        .open();
  }

  static String word(@Nullable Role role) {
    if (role == null) {
      return "Refused";
    }
    return RoleWords.of(role);
  }
}
