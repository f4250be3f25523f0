package dev.slipway.console.sso;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.people.ConnectionSettings;
import dev.slipway.api.people.ConnectionView;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SingleSignOnApi;
import dev.slipway.console.components.StepUp;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything about one connection. */
class ConnectionDialog extends Dialog {
  private final TextField name = new TextField("Name");
  private final TextField issuer = new TextField("Issuer");
  private final TextField clientId = new TextField("Client ID");
  private final PasswordField clientSecret = new PasswordField("Client secret");
  private final TextField groupClaim = new TextField("Group claim");
  private final TextArea groups = new TextArea("Groups and their roles");
  private final Select<Role> newMembersGet = new Select<>();
  private final Checkbox enabled = new Checkbox("People may sign in through it", true);

  /**
   * @param known null for a new one
   */
  ConnectionDialog(
      SingleSignOnApi api, MembershipView here, @Nullable ConnectionView known, Runnable changed) {
    setHeaderTitle(known == null ? "Add connection" : "Edit " + known.name());
    setWidth("min(640px, 94vw)");
    describe(known == null);
    if (known != null) {
      fill(known);
    }
    var fields =
        new Div(name, issuer, clientId, clientSecret, groupClaim, groups, newMembersGet, enabled);
    fields.addClassName("stack");
    add(fields);
    var save =
        new Button(
            "Save",
            _ ->
                StepUp.run(() -> {
                  save(api, here.organization(), known);
                  close();
                  changed.run();
                }));
    save.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button("Cancel", _ -> close()), save);
  }

  private void describe(boolean fresh) {
    name.setHelperText("On the button people click, such as your company's name.");
    issuer.setPlaceholder("https://login.example.com/realms/acme");
    issuer.setHelperText("Exactly as the provider calls itself in its description.");
    clientSecret.setHelperText(
        fresh ? "Kept encrypted, and never shown again." : "Leave empty to keep the one there is.");
    groupClaim.setHelperText(
        "Such as groups or realm_access.roles. Empty: give roles here by hand.");
    groups.setHelperText("One line each: group = role. The highest counts, at each sign-in.");
    groups.setPlaceholder("engineers = developer\noperations = admin");
    newMembersGet.setLabel("Whoever is in none of the groups");
    newMembersGet.setEmptySelectionAllowed(true);
    newMembersGet.setEmptySelectionCaption("is refused");
    newMembersGet.setItems(Role.ADMIN, Role.DEVELOPER, Role.DEPLOYER, Role.VIEWER);
    newMembersGet.setItemLabelGenerator(
        role -> role == null ? "is refused" : ConnectionCard.word(role));
    List.of(name, issuer, clientId, groupClaim).forEach(field -> field.setWidthFull());
    clientSecret.setWidthFull();
    groups.setWidthFull();
    newMembersGet.setWidthFull();
  }

  private void fill(ConnectionView known) {
    name.setValue(known.name());
    issuer.setValue(known.issuer());
    clientId.setValue(known.clientId());
    groupClaim.setValue(Objects.requireNonNullElse(known.groupClaim(), ""));
    groups.setValue(
        known.groups().stream()
            .map(mapping -> mapping.group() + " = " + ConnectionCard.word(mapping.role()))
            .collect(Collectors.joining("\n")));
    newMembersGet.setValue(known.newMembersGet());
    enabled.setValue(known.enabled());
  }

  private void save(SingleSignOnApi api, UUID organization, @Nullable ConnectionView known) {
    var settings =
        new ConnectionSettings(
            name.getValue().trim(),
            issuer.getValue().trim(),
            clientId.getValue().trim(),
            clientSecret.isEmpty() ? null : clientSecret.getValue(),
            groupClaim.isEmpty() ? null : groupClaim.getValue().trim(),
            GroupLines.read(groups.getValue()),
            newMembersGet.getValue(),
            enabled.getValue());
    var _ =
        known == null
            ? api.create(organization, settings)
            : api.update(organization, known.id(), settings);
  }
}
