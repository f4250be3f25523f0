package dev.slipway.console.webhooks;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.api.Page;
import dev.slipway.api.sources.DeliveriesApi;
import dev.slipway.api.sources.DeliveryView;
import dev.slipway.api.sources.Verdict;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Deliveries with what became of each; searched, and opened one by one. */
class DeliveryInbox extends Div {
  private static final int PAGE = 50;

  private final DeliveriesApi deliveries;
  private final UUID place;
  private final boolean wholeOrganization;
  private final Predicate<UUID> mayDeploy;
  private final Select<Verdict> verdict = new Select<>();
  private final Select<Period> period = new Select<>();
  private final TextField text = new TextField("Search");
  private final HtmlTable<DeliveryView> table = new HtmlTable<>("Deliveries", DeliveryView::id);
  private final Span nothing = new Span();
  private final Button older = new Button("Older deliveries", _ -> older());
  private final List<DeliveryView> shown = new ArrayList<>();
  private @Nullable String next;

  private enum Period {
    ALWAYS("Any time", null),
    HOUR("Last hour", Duration.ofHours(1)),
    DAY("Last 24 hours", Duration.ofDays(1)),
    WEEK("Last 7 days", Duration.ofDays(7));

    private final String words;
    private final @Nullable Duration length;

    Period(String words, @Nullable Duration length) {
      this.words = words;
      this.length = length;
    }

    @Nullable Instant from() {
      return length == null ? null : Instant.now().minus(length);
    }
  }

  private DeliveryInbox(
      DeliveriesApi deliveries, UUID place, boolean wholeOrganization, Predicate<UUID> mayDeploy) {
    this.deliveries = deliveries;
    this.place = place;
    this.mayDeploy = mayDeploy;
    this.wholeOrganization = wholeOrganization;
    addClassName("stack");
    nothing.addClassName("muted");
    add(filters(), table, nothing, older);
    columns();
    refresh();
  }

  static DeliveryInbox ofApp(DeliveriesApi deliveries, UUID app, boolean mayDeploy) {
    return new DeliveryInbox(deliveries, app, false, _ -> mayDeploy);
  }

  /**
   * @param mayDeploy whether the reader may deploy an app, asked when one of its deliveries is
   *     opened
   */
  static DeliveryInbox ofOrganization(
      DeliveriesApi deliveries, UUID organization, Predicate<UUID> mayDeploy) {
    return new DeliveryInbox(deliveries, organization, true, mayDeploy);
  }

  final void refresh() {
    shown.clear();
    show(load(null));
  }

  /** Whoever reads older ones is not moved about. */
  final void follow() {
    if (shown.size() <= PAGE) {
      refresh();
    }
  }

  private Div filters() {
    verdict.setLabel("Verdict");
    verdict.setItems(Verdict.values());
    verdict.setItemLabelGenerator(one -> one == null ? "Every verdict" : VerdictBadge.word(one));
    verdict.setEmptySelectionAllowed(true);
    verdict.setEmptySelectionCaption("Every verdict");
    verdict.addValueChangeListener(_ -> refresh());
    period.setLabel("Received");
    period.setItems(Period.values());
    period.setItemLabelGenerator(one -> one.words);
    period.setValue(Period.ALWAYS);
    period.addValueChangeListener(_ -> refresh());
    text.setPlaceholder("Branch, commit, reason, id …");
    text.setClearButtonVisible(true);
    text.setValueChangeMode(ValueChangeMode.LAZY);
    text.addValueChangeListener(_ -> refresh());
    var filters = new Div(verdict, period, text);
    filters.addClassName("fields");
    return filters;
  }

  private void columns() {
    table.column("Verdict", DeliveryView::verdict, row -> VerdictBadge.of(row.verdict()));
    if (wholeOrganization) {
      table.column(
          "App",
          DeliveryView::app,
          row -> new Anchor("apps/" + row.app() + "/webhooks", row.appSlug()));
    }
    table
        .text("Why", DeliveryView::reason)
        .text("Ref", DeliveryInbox::ref)
        .text("From", DeliveryInbox::from)
        .time("Received", row -> row.receivedAt())
        .column("", DeliveryView::delivery, this::button);
  }

  private Button button(DeliveryView delivery) {
    var open = new Button("Details", _ -> open(delivery.id()));
    open.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    open.setAriaLabel("Details of delivery " + delivery.delivery());
    return open;
  }

  /** As it is now: the button may be older than that. */
  private void open(UUID id) {
    shown.stream()
        .filter(one -> one.id().equals(id))
        .forEach(one ->
            new DeliveryDialog(deliveries, one, mayDeploy.test(one.app()), this::refresh).open());
  }

  private void older() {
    show(load(next));
  }

  private Page<DeliveryView> load(@Nullable String after) {
    Instant from = period.getValue().from();
    String words = text.getValue().isBlank() ? null : text.getValue();
    return wholeOrganization
        ? deliveries.ofOrganization(place, verdict.getValue(), words, from, null, after, PAGE)
        : deliveries.ofApp(place, verdict.getValue(), words, from, null, after, PAGE);
  }

  private void show(Page<DeliveryView> page) {
    shown.addAll(page.items());
    next = page.next();
    older.setVisible(next != null);
    table.setVisible(!shown.isEmpty());
    table.show(List.copyOf(shown));
    boolean searching =
        verdict.getValue() != null || !text.isEmpty() || period.getValue() != Period.ALWAYS;
    nothing.setText(
        searching
            ? "No delivery matches."
            : "Nothing was delivered yet. What a forge sends appears here, whatever becomes of it.");
    nothing.setVisible(shown.isEmpty());
  }

  private static String ref(DeliveryView row) {
    String ref = row.ref() == null ? "" : row.ref().replaceFirst("^refs/(heads|tags)/", "");
    return row.commit() == null ? ref : ref + " @ " + row.commit().substring(0, 7);
  }

  private static String from(DeliveryView row) {
    String forge = row.provider() == null ? "" : ForgeSteps.name(row.provider()) + " · ";
    return forge + Sizes.middle(row.event(), 30);
  }
}
