package dev.slipway.console.tokens;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.people.CreateToken;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.ScopeView;
import dev.slipway.api.people.TokenKind;
import dev.slipway.api.projects.ProjectView;
import dev.slipway.console.components.RoleWords;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a new token is for and what it may. */
class TokenFields extends Div {
  private static final int USUAL_DAYS = 90;

  private final TextField name = new TextField("What is it for?");
  private final RadioButtonGroup<TokenKind> kind = new RadioButtonGroup<>("Who uses it?");
  private final Select<Role> role = new Select<>();
  private final Select<ProjectView> project = new Select<>();
  private final Select<AppView> app = new Select<>();
  private final IntegerField days = new IntegerField("Valid for (days)");
  private final ScopePicker scopes;

  /**
   * @param forOthers whether the reader may also make tokens of the organization and of apps
   */
  TokenFields(
      List<ScopeView> all, List<ProjectView> projects, List<AppView> apps, boolean forOthers) {
    addClassName("stack");
    scopes = new ScopePicker(all);
    kind.setItems(forOthers ? List.of(TokenKind.values()) : List.of(TokenKind.PERSONAL));
    kind.setItemLabelGenerator(TokenFields::words);
    kind.addValueChangeListener(_ -> fit());
    role.setLabel("Role");
    role.setItems(Role.DEPLOYER, Role.VIEWER, Role.DEVELOPER, Role.ADMIN);
    role.setItemLabelGenerator(RoleWords::of);
    role.setValue(Role.DEPLOYER);
    role.setHelperText("What it may at most. Never more than you.");
    project.setLabel("Project");
    project.setEmptySelectionAllowed(true);
    project.setEmptySelectionCaption("Every project");
    project.setItemLabelGenerator(one -> one == null ? "Every project" : one.slug());
    project.setItems(projects);
    app.setLabel("App");
    app.setItemLabelGenerator(
        one -> one.projectSlug() + " / " + one.environmentSlug() + " / " + one.slug());
    app.setItems(apps);
    days.setValue(USUAL_DAYS);
    days.setMin(1);
    days.setMax(366);
    days.setStepButtonsVisible(true);
    days.setHelperText("1 to 366. You are told 14 days before it ends.");
    var places = new Div(role, project, app, days);
    places.addClassName("fields");
    name.setHelperText("Its users read it in events and the audit.");
    var first = new Div(name);
    first.addClassName("fields");
    add(first, kind, places, scopes);
    kind.setValue(TokenKind.PERSONAL);
    fit();
  }

  boolean complete() {
    name.setErrorMessage("Say what it is for.");
    name.setInvalid(name.isEmpty());
    boolean appMissing = kind.getValue() == TokenKind.WORKLOAD && app.isEmpty();
    app.setErrorMessage("Choose the app.");
    app.setInvalid(appMissing);
    return !name.isInvalid() && !appMissing;
  }

  CreateToken request() {
    boolean workload = kind.getValue() == TokenKind.WORKLOAD;
    return new CreateToken(
        name.getValue().trim(),
        kind.getValue(),
        kind.getValue() == TokenKind.ORGANIZATION ? role.getValue() : null,
        scopes.chosen(),
        workload ? null : chosenProject(),
        workload ? app.getValue().id() : null,
        days.getValue());
  }

  void clear() {
    name.clear();
    name.setInvalid(false);
  }

  private @Nullable UUID chosenProject() {
    return project.isEmpty() ? null : project.getValue().id();
  }

  private void fit() {
    role.setVisible(kind.getValue() == TokenKind.ORGANIZATION);
    project.setVisible(kind.getValue() != TokenKind.WORKLOAD);
    app.setVisible(kind.getValue() == TokenKind.WORKLOAD);
  }

  private static String words(TokenKind kind) {
    return switch (kind) {
      case PERSONAL -> "I do: it may what I may";
      case ORGANIZATION -> "A machine, such as CI: it has a role of its own and stays when I leave";
      case WORKLOAD -> "One of our apps: it reads what is its own and pulls its image";
    };
  }
}
