package dev.slipway.console.organization;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.CreateInvitation;
import dev.slipway.api.people.InvitationView;
import dev.slipway.api.people.InvitationsApi;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.Role;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.RoleWords;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.components.Tone;
import java.util.Locale;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** Makes links to join by, and shows those that still work. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(20)
class InvitationsSection implements OrganizationSection {
  private final InvitationsApi invitations;
  private final Div fresh = new Div();
  private final HtmlTable<InvitationView> table =
      new HtmlTable<>("Invitations", InvitationView::id);
  private final Select<Role> role = new Select<>();
  private final EmailField email = new EmailField("Only for (optional)");
  private final IntegerField days = new IntegerField("Valid for (days)");

  InvitationsSection(InvitationsApi invitations) {
    this.invitations = invitations;
    role.setLabel("Invite as");
    role.setItemLabelGenerator(RoleWords::of);
    email.setPlaceholder("name@example.org");
    days.setValue(7);
    days.setMin(1);
    days.setMax(30);
  }

  @Override
  public boolean visible(MembershipView here) {
    return here.may("members:write");
  }

  @Override
  public Component content(MembershipView here) {
    role.setItems(RoleWords.upTo(here.role()));
    role.addValueChangeListener(change -> role.setHelperText(RoleWords.meaning(change.getValue())));
    role.setValue(Role.DEVELOPER);
    table
        .whenEmpty("No invitation is open.")
        .text("For", one -> one.email() == null ? "Whoever has the link" : one.email())
        .text("As", one -> RoleWords.of(one.role()))
        .text("Made by", InvitationView::invitedBy)
        .time("Expires", one -> one.expiresAt())
        .column("", one -> revoke(here, one));
    var create = new Button("Create invitation", _ -> StepUp.run(() -> create(here)));
    create.addThemeVariants(ButtonVariant.PRIMARY);
    var fields = new Div(role, email, days);
    fields.addClassName("fields");
    show(here);
    return new Card("Invitations", fresh, table, fields, new Span(create));
  }

  private void show(MembershipView here) {
    table.show(invitations.list(here.organization()));
  }

  private void create(MembershipView here) {
    String only = email.getValue().trim();
    var made =
        invitations.create(
            here.organization(),
            new CreateInvitation(role.getValue(), only.isEmpty() ? null : only, days.getValue()));
    fresh.removeAll();
    fresh.add(
        new Notice(
            Tone.WAIT,
            "Send this link",
            "It is not shown again, works once, and makes whoever opens it %s."
                .formatted(RoleWords.of(made.invitation().role()).toLowerCase(Locale.ROOT)),
            new Copyable(made.link())));
    email.clear();
    show(here);
  }

  private Component revoke(MembershipView here, InvitationView invitation) {
    if (!here.role().atLeast(invitation.role())) {
      return new Span();
    }
    var revoke =
        new Button(
            "Revoke",
            _ ->
                new ConfirmDialog(
                        "Revoke this invitation?",
                        "Its link stops working at once. Who has joined by it already stays.",
                        "Revoke invitation",
                        () -> {
                          invitations.revoke(here.organization(), invitation.id());
                          show(here);
                        })
                    .open());
    revoke.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    revoke.setAriaLabel("Revoke the invitation as " + RoleWords.of(invitation.role()));
    return revoke;
  }
}
