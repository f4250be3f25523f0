package dev.slipway.console.quotas;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.slipway.api.quotas.QuotaView;
import dev.slipway.api.quotas.QuotasApi;
import dev.slipway.api.quotas.UsagePoint;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HistoryChart;
import dev.slipway.console.components.StepUp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Quota and usage of an organization: now as bars, and how it went. */
class UsageCards extends Div {
  private static final List<Measured> CHARTED =
      List.of(
          Measured.PODS,
          Measured.CPU,
          Measured.MEMORY,
          Measured.STORAGE,
          Measured.APPS,
          Measured.BUILDS);
  private static final int NEARLY = 80;

  private final QuotasApi quotas;
  private final UUID organization;
  private final Div gauges = new Div();
  private final Div charts = new Div();
  private final Select<Period> period = new Select<>();

  /**
   * @param operator whether to offer changing the limits
   */
  UsageCards(QuotasApi quotas, UUID organization, boolean operator) {
    this.quotas = quotas;
    this.organization = organization;
    addClassName("stack");
    gauges.addClassName("gauges");
    charts.addClassName("charts");
    var meaning =
        new Paragraph(
            "Pods, CPU and memory count what your apps ask for, with room for a rollout. Images are"
                + " counted whole, volumes with the size they were given. What is full refuses more; nothing that runs is stopped.");
    meaning.addClassNames("muted", "small");
    var now = new Card("Now", gauges, meaning);
    if (operator) {
      var change = new Button("Change quota", _ -> change());
      change.addThemeVariants(ButtonVariant.SMALL);
      now.withActions(change);
    }
    period.setAriaLabel("Period");
    period.setItems(Period.values());
    period.setItemLabelGenerator(Period::words);
    period.setValue(Period.DAY);
    period.addValueChangeListener(_ -> history());
    add(now, new Card("History", charts).withActions(period));
    refresh();
  }

  private void refresh() {
    QuotaView view = quotas.quota(organization);
    gauges.removeAll();
    for (Measured measured : Measured.ALL) {
      gauges.add(gauge(measured, measured.of(view.used()), measured.of(view.limits())));
    }
    history();
  }

  private void history() {
    QuotaView view = quotas.quota(organization);
    Instant from = Instant.now().minus(period.getValue().length());
    List<UsagePoint> points = quotas.usage(organization, from, null);
    charts.removeAll();
    for (Measured measured : CHARTED) {
      charts.add(
          new HistoryChart(
              measured.label(),
              points.stream()
                  .map(point -> new HistoryChart.Point(point.at(), measured.of(point.used())))
                  .toList(),
              measured.of(view.limits()),
              measured.words()));
    }
  }

  private void change() {
    new QuotaDialog(
            quotas.quota(organization),
            request ->
                StepUp.run(() -> {
                  quotas.set(organization, request);
                  refresh();
                }))
        .open();
  }

  private static Div gauge(Measured measured, long used, long limit) {
    var label = new Span(measured.label());
    var amount = new Span(measured.words().apply(used) + " of " + measured.words().apply(limit));
    amount.addClassName("muted");
    var spacer = new Span();
    spacer.addClassName("spacer");
    var line = new Div(label, spacer, amount);
    line.addClassNames("row", "small");
    int percent = limit <= 0 ? (used > 0 ? 100 : 0) : (int) Math.min(100, 100 * used / limit);
    var fill = new Span();
    fill.getStyle().setWidth(percent + "%");
    var bar = new Div(fill);
    bar.addClassName("bar");
    bar.setClassName("near", percent >= NEARLY && used < limit);
    bar.setClassName("bad", used >= limit && used > 0);
    bar.getElement().setAttribute("role", "meter");
    bar.getElement().setAttribute("aria-label", measured.label());
    bar.getElement().setAttribute("aria-valuemin", "0");
    bar.getElement().setAttribute("aria-valuemax", "100");
    bar.getElement().setAttribute("aria-valuenow", String.valueOf(percent));
    var gauge = new Div(line, bar);
    gauge.addClassName("gauge");
    return gauge;
  }
}
