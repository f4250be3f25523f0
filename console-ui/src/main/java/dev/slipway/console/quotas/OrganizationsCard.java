package dev.slipway.console.quotas;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.api.Page;
import dev.slipway.api.quotas.OrganizationUsageView;
import dev.slipway.api.quotas.QuotasApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.StepUp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For operators: every organization with what it has of what it may have, and changing that. */
public class OrganizationsCard extends Card {
  private static final int PAGE = 50;
  private static final List<Measured> SHOWN =
      List.of(Measured.APPS, Measured.PODS, Measured.CPU, Measured.MEMORY, Measured.STORAGE);

  private final QuotasApi quotas;
  private final TextField text = new TextField("Search organizations");
  private final HtmlTable<OrganizationUsageView> table =
      new HtmlTable<>("Organizations", OrganizationUsageView::organization);
  private final Button more = new Button("More organizations", _ -> load(true));
  private final List<OrganizationUsageView> all = new ArrayList<>();
  private @Nullable String next;

  public OrganizationsCard(QuotasApi quotas) {
    super("Organizations");
    this.quotas = quotas;
    text.setClearButtonVisible(true);
    text.setValueChangeMode(ValueChangeMode.LAZY);
    text.addValueChangeListener(_ -> load(false));
    table.whenEmpty("No organization has this in its name.");
    table.column("Organization", one -> List.of(one.name(), one.slug()), OrganizationsCard::name);
    table.text("Members", one -> String.valueOf(one.members()));
    for (Measured measured : SHOWN) {
      table.column(
          measured.label(),
          one -> List.of(measured.of(one.quota().used()), measured.of(one.quota().limits())),
          one -> usage(measured, one));
    }
    table.column("", this::change);
    more.addThemeVariants(ButtonVariant.TERTIARY);
    add(text, table, more);
    load(false);
  }

  private void load(boolean further) {
    if (!further) {
      all.clear();
      next = null;
    }
    String part = text.getValue().isBlank() ? null : text.getValue().trim();
    Page<OrganizationUsageView> page = quotas.organizations(part, next, PAGE);
    all.addAll(page.items());
    next = page.next();
    more.setVisible(next != null);
    table.show(all);
  }

  private static Component name(OrganizationUsageView one) {
    var slug = new Span(one.slug());
    slug.addClassNames("muted", "small");
    var both = new Div(new Span(one.name()), slug);
    both.addClassName("two-lines");
    return both;
  }

  private static Span usage(Measured measured, OrganizationUsageView one) {
    long used = measured.of(one.quota().used());
    long limit = measured.of(one.quota().limits());
    var words =
        new Span("%s of %s".formatted(measured.words().apply(used), measured.words().apply(limit)));
    words.setClassName("over", used >= limit && used > 0);
    return words;
  }

  private Button change(OrganizationUsageView one) {
    var change =
        new Button(
            "Quota",
            _ ->
                new QuotaDialog(
                        one.quota(),
                        request ->
                            StepUp.run(() -> {
                              var _ = quotas.set(one.organization(), request);
                              load(false);
                            }))
                    .open());
    change.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    change.setAriaLabel("Quota of " + one.name());
    return change;
  }
}
