package dev.slipway.console.organization;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.api.people.ChangeMember;
import dev.slipway.api.people.MemberView;
import dev.slipway.api.people.MembersApi;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.Role;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.RoleWords;
import dev.slipway.console.components.StepUp;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** Who belongs here, as what. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(10)
class MembersSection implements OrganizationSection {
  private final MembersApi members;
  private final HtmlTable<MemberView> table = new HtmlTable<>("Members", MemberView::person);

  MembersSection(MembersApi members) {
    this.members = members;
  }

  @Override
  public Component content(MembershipView here) {
    table
        .text("Name", member -> member.name() + (member.self() ? " (you)" : ""))
        .text("E-mail", member -> member.email() == null ? "none" : member.email())
        .column("Role", member -> role(here, member))
        .time("Since", member -> member.since())
        .column("", member -> remove(here, member));
    show(here);
    return new Card("Members", table);
  }

  private void show(MembershipView here) {
    table.show(members.list(here.organization()));
  }

  private static boolean touches(MembershipView here, MemberView member) {
    return here.may("members:write") && here.role().atLeast(member.role());
  }

  private Component role(MembershipView here, MemberView member) {
    if (!touches(here, member)) {
      var word = new Span(RoleWords.of(member.role()));
      word.setTitle(RoleWords.meaning(member.role()));
      return word;
    }
    var role = new Select<Role>();
    role.setItems(RoleWords.upTo(here.role()));
    role.setItemLabelGenerator(RoleWords::of);
    role.setValue(member.role());
    role.setAriaLabel("Role of " + member.name());
    role.addValueChangeListener(_ -> change(here, member, role));
    return role;
  }

  private void change(MembershipView here, MemberView member, Select<Role> choice) {
    Role role = choice.getValue();
    if (role == member.role()) {
      return;
    }
    try {
      StepUp.run(() -> {
        var _ = members.change(here.organization(), member.person(), new ChangeMember(role));
        show(here);
      });
    } finally {
      // Refused, or to be proved first: the role is what it was. Done: another choice took its
      // place.
      choice.setValue(member.role());
    }
  }

  private Component remove(MembershipView here, MemberView member) {
    if (member.self() || !touches(here, member)) {
      return new Span();
    }
    var remove =
        new Button(
            "Remove",
            _ ->
                new ConfirmDialog(
                        "Remove " + member.name() + "?",
                        "What they have open ends at once. Their API tokens here and the invitations they made"
                            + " stop working.",
                        "Remove",
                        () -> {
                          members.remove(here.organization(), member.person());
                          show(here);
                        })
                    .open());
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel("Remove " + member.name());
    return remove;
  }
}
