package dev.slipway.console.operators;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.api.people.AddOperator;
import dev.slipway.api.people.OperatorView;
import dev.slipway.api.people.OperatorsApi;
import dev.slipway.api.quotas.QuotasApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.StepUp;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.WithoutOrganization;
import dev.slipway.console.quotas.OrganizationsCard;
import jakarta.annotation.security.PermitAll;
import java.util.List;

@Route("operators")
@PageTitle("Operators · Slipway")
@PermitAll
@WithoutOrganization
class OperatorsView extends Main implements HasCrumbs {
  private final OperatorsApi operators;
  private final HtmlTable<OperatorView> table = new HtmlTable<>("Operators", OperatorView::person);
  private final EmailField email = new EmailField("E-mail of an account");
  private boolean several;

  OperatorsView(OperatorsApi operators, QuotasApi quotas) {
    this.operators = operators;
    addClassName("page");
    table
        .text("Name", one -> one.name() + (one.self() ? " (you)" : ""))
        .text("E-mail", one -> one.email() == null ? "none" : one.email())
        .column("", one -> List.of(one, several), this::remove);
    var add = new Button("Make operator", _ -> StepUp.run(this::add));
    add.addThemeVariants(ButtonVariant.PRIMARY);
    var fields = new Div(email);
    fields.addClassName("fields");
    add(
        new PageHead(
            "Operators",
            "They run the platform: nodes, quotas, other operators. That opens no organization's apps or"
                + " secrets to them."),
        new Card("Operators", table),
        new Card("Add one", fields, new Span(add)),
        new OrganizationsCard(quotas));
    show();
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Operators", "operators"));
  }

  private void show() {
    List<OperatorView> all = operators.list();
    several = all.size() > 1;
    table.show(all);
  }

  private void add() {
    var _ = operators.add(new AddOperator(email.getValue().trim()));
    email.clear();
    show();
  }

  private Component remove(OperatorView operator) {
    var remove =
        new Button(
            "Remove",
            _ ->
                new ConfirmDialog(
                        "Take the operator's role from " + operator.name() + "?",
                        "They stay in their organizations, and have to sign in again.",
                        "Remove",
                        () -> {
                          operators.remove(operator.person());
                          show();
                        })
                    .open());
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel("Remove " + operator.name());
    return Allowed.when(several, remove, "The last operator stays. Make somebody else one first.");
  }
}
