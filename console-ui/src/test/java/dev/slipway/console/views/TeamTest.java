package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.people.AccessRole;
import dev.slipway.api.people.CreateOrganization;
import dev.slipway.api.people.JoinWithAccount;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.ProtectEnvironment;
import dev.slipway.api.people.Role;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryFactors;
import dev.slipway.console.testing.InMemoryPeople;
import dev.slipway.console.testing.InMemoryQuotas;
import dev.slipway.console.testing.InMemoryTeam;
import dev.slipway.console.testing.Samples;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.context.SecurityContextHolder;

class TeamTest extends ConsoleTest {
  @Autowired private InMemoryPeople people;
  @Autowired private InMemoryTeam.Organizations organizations;
  @Autowired private InMemoryTeam.Members members;
  @Autowired private InMemoryFactors factors;
  @Autowired private InMemoryTeam.Invitations invitations;
  @Autowired private InMemoryTeam.Projects access;
  @Autowired private InMemoryTeam.Operators operators;
  @Autowired private InMemoryQuotas quotas;

  @AfterEach
  void forget() {
    people.organizations = InMemoryPeople.ofAcme(Role.OWNER);
    members.role = Role.DEVELOPER;
    members.before = () -> {};
    factors.forget();
    invitations.all.clear();
    access.exception = null;
    access.protection = new ProtectEnvironment(List.of(Role.ADMIN));
    access.role = Role.OWNER;
    operators.all.removeIf(one -> !one.self());
  }

  @Test
  void membersHaveRolesOneMayChange() {
    open("organization");
    assertThat(text()).contains("Ada Lovelace (you)", "grace@acme.example");
    role("Role of Grace Hopper").setValue(Role.VIEWER);
    assertThat(members.role).isEqualTo(Role.VIEWER);
  }

  @Test
  void whoMakesAnOwnerProvesAgainWhoTheyAre() {
    factors.fresh = false;
    members.before = factors::requireFresh;
    open("organization");
    role("Role of Grace Hopper").setValue(Role.OWNER);
    assertThat(text()).contains("Prove it once more");
    assertThat(members.role).isEqualTo(Role.DEVELOPER);
    find(PasswordField.class, "Password").setValue("secret");
    find(Button.class, "Confirm").click();
    assertThat(members.role).isEqualTo(Role.OWNER);
  }

  @Test
  void aViewerSeesMembersAndChangesNothing() {
    people.organizations = InMemoryPeople.ofAcme(Role.VIEWER);
    open("organization");
    assertThat(text()).contains("Grace Hopper").doesNotContain("Create invitation", "Rename");
    assertThat(all(Button.class).map(Button::getText)).doesNotContain("Remove");
  }

  @Test
  void anInvitationsLinkIsShownOnce() {
    open("organization");
    find(EmailField.class, "Only for (optional)").setValue("new@acme.example");
    find(Button.class, "Create invitation").click();
    assertThat(text()).contains("Send this link", "/invitation/c0de", "new@acme.example");
    find(Button.class, "Revoke the invitation as Developer").click();
    respond();
    find(Button.class, "Revoke invitation").click();
    assertThat(invitations.all).isEmpty();
    assertThat(text()).contains("No invitation is open.");
  }

  @Test
  void anOrganizationWithProjectsCannotBeDeletedYet() {
    open("organization");
    assertThat(find(Button.class, "Delete organization").isEnabled()).isFalse();
    assertThat(find(Button.class, "Leave organization").isEnabled()).isTrue();
  }

  @Test
  void anotherOrganizationIsMade() {
    open("organizations/new");
    find(TextField.class, "Name").setValue("Second & Sons");
    assertThat(find(TextField.class, "In addresses").getValue()).isEqualTo("second-sons");
    find(Button.class, "Create organization").click();
    assertThat(organizations.created)
        .isEqualTo(new CreateOrganization("second-sons", "Second & Sons"));
  }

  @Test
  void theSwitcherHoldsEveryOrganization() {
    var second = new MembershipView(UUID.randomUUID(), "second", "Second", Role.VIEWER, List.of());
    people.organizations = List.of(people.organizations.getFirst(), second);
    open("");
    @SuppressWarnings("unchecked")
    Select<MembershipView> switcher = find(Select.class, "Organization");
    assertThat(switcher.getValue().slug()).isEqualTo("acme");
    switcher.setValue(second);
    open("organization");
    assertThat(text()).contains("In addresses it is second.");
  }

  @Test
  void whoBelongsNowhereIsToldSo() {
    people.organizations = List.of();
    open("projects");
    assertThat(text()).contains("You belong to no organization", "New organization");
    open("profile");
    assertThat(text()).contains("Sign-ins");
  }

  @Test
  void anInvitationIsAcceptedByWhoIsSignedIn() {
    open("invitation/c0de");
    assertThat(text()).contains("Join Acme", "Ada invites you as developer");
    find(Button.class, "Join as Ada Lovelace").click();
  }

  @Test
  void aLinkThatIsOverSaysSo() {
    open("invitation/old");
    assertThat(text()).contains("This invitation cannot be used.");
  }

  @Test
  void somebodyNewMakesAnAccountToJoin() {
    SecurityContextHolder.clearContext();
    open("invitation/c0de");
    find(EmailField.class, "E-mail").setValue("new@acme.example");
    find(TextField.class, "Your name").setValue("New");
    find(PasswordField.class, "Password").setValue("a long enough passphrase");
    find(Button.class, "Create account and join").click();
    assertThat(invitations.joined)
        .isEqualTo(
            new JoinWithAccount("c0de", "new@acme.example", "New", "a long enough passphrase"));
  }

  @Test
  void aProjectsAccessShowsWhoMayWhatAndWhy() {
    access.exception = AccessRole.VIEWER;
    open("projects/" + Samples.PROJECT + "/access");
    assertThat(text())
        .contains("Protected", "Owners, admins", "Grace Hopper", "Viewer", "(in this project)");
    assertThat(find(Button.class, "Change access of Grace Hopper").isEnabled()).isTrue();
    assertThat(find(Button.class, "Protect production").isEnabled()).isTrue();
  }

  @Test
  void whatOneMayNotIsDisabledWithTheReason() {
    access.role = Role.VIEWER;
    open("projects/" + Samples.PROJECT);
    Button create = find(Button.class, "New environment");
    assertThat(create.isEnabled()).isFalse();
    assertThat(create.getElement().getAttribute("title")).contains("developer");
    open("apps/" + Samples.APP + "/settings");
    assertThat(find(Button.class, "Delete app").isEnabled()).isFalse();
    assertThat(find(Button.class, "Save changes").isEnabled()).isFalse();
  }

  @Test
  void operatorsAreAddedAndTheLastOneStays() {
    open("operators");
    assertThat(find(Button.class, "Remove Ada Lovelace").isEnabled()).isFalse();
    find(EmailField.class, "E-mail of an account").setValue("grace@acme.example");
    find(Button.class, "Make operator").click();
    assertThat(text()).contains("Grace Hopper");
    assertThat(find(Button.class, "Remove Ada Lovelace").isEnabled()).isTrue();
  }

  @Test
  void operatorsSeeWhatEveryOrganizationHasAndSetWhatItMay() {
    open("operators");
    assertThat(text()).contains("Acme", "Harbour", "45 of 40");
    find(TextField.class, "Search organizations").setValue("harb");
    assertThat(text()).contains("harbour 1").doesNotContain("acme 3");
    find(Button.class, "Quota of Harbour").click();
    find(Button.class, "Save quota").click();
    assertThat(quotas.asked).hasSize(1);
  }

  @SuppressWarnings("unchecked")
  private Select<Role> role(String label) {
    return all(Select.class)
        .filter(select -> select.getAriaLabel().equals(Optional.of(label)))
        .findFirst()
        .orElseThrow();
  }
}
