package dev.slipway.console.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.slipway.api.Page;
import dev.slipway.api.audit.AuditApi;
import dev.slipway.api.audit.AuditEntryView;
import dev.slipway.api.audit.AuditFormat;
import dev.slipway.api.audit.AuditQuery;
import dev.slipway.api.audit.AuditVerificationView;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.PageHead;
import dev.slipway.console.components.StatusBadge;
import dev.slipway.console.components.Tone;
import dev.slipway.console.layout.Crumb;
import dev.slipway.console.layout.HasCrumbs;
import dev.slipway.console.layout.Membership;
import jakarta.annotation.security.PermitAll;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The books of the organization: search, one entry at a time, export, and whether they are whole.
 */
@Route("audit")
@PageTitle("Audit · Slipway")
@PermitAll
class AuditView extends Main implements HasCrumbs {
  private static final int PAGE = 50;
  private static final String PLATFORM = "The platform itself";

  private final AuditApi audit;
  private final UUID organization;
  private final AuditFilter filter = new AuditFilter(this::search);
  private final Div verdict = new Div();
  private final Div detail = new Div();
  private final HtmlTable<AuditEntryView> table =
      new HtmlTable<>("Audit entries", AuditEntryView::id);
  private final Span nothing = new Span("Nothing in the audit fits this.");
  private final Button older = new Button("Older entries", _ -> more());
  private final List<AuditEntryView> shown = new ArrayList<>();
  private final Select<String> books = new Select<>();
  private final Anchor ndjson = export("Export NDJSON", AuditFormat.NDJSON);
  private final Anchor csv = export("Export CSV", AuditFormat.CSV);
  private AuditQuery query = AuditQuery.ALL;
  private @Nullable String next;

  AuditView(AuditApi audit, Membership membership) {
    this.audit = audit;
    this.organization = membership.organization().organization();
    addClassName("page");
    table
        .time("When", entry -> entry.at())
        .text("Who", AuditEntryView::actor)
        .text("Did what", AuditEntryView::action)
        .text("On what", AuditWords::target)
        .column("Outcome", AuditView::outcome)
        .text("From", AuditEntryView::address)
        .column("", this::details);
    nothing.addClassName("muted");
    books.setAriaLabel("Whose books");
    books.setItems(membership.organization().name(), PLATFORM);
    books.setValue(membership.organization().name());
    books.setVisible(membership.me().operator());
    books.addValueChangeListener(_ -> {
      verdict.removeAll();
      ndjson.setVisible(!ofPlatform());
      csv.setVisible(!ofPlatform());
      search(query);
    });
    add(
        new PageHead(
            "Audit",
            "Every change and every refusal, by whom and from where. Nobody can change what is written here.",
            books,
            new Button("Verify", _ -> verify()),
            ndjson,
            csv),
        verdict,
        new Card("Search", filter),
        detail,
        new Card("Entries", table, nothing),
        older);
    search(AuditQuery.ALL);
  }

  @Override
  public List<Crumb> crumbs() {
    return List.of(new Crumb("Audit", "audit"));
  }

  private void search(AuditQuery wanted) {
    query = wanted;
    shown.clear();
    detail.removeAll();
    show(page(null));
  }

  private void more() {
    show(page(next));
  }

  private Page<AuditEntryView> page(@Nullable String after) {
    return ofPlatform()
        ? audit.platform(query, after, PAGE)
        : audit.search(organization, query, after, PAGE);
  }

  /** The platform's own, which operators read. */
  private boolean ofPlatform() {
    return PLATFORM.equals(books.getValue());
  }

  private void show(Page<AuditEntryView> page) {
    shown.addAll(page.items());
    next = page.next();
    older.setVisible(next != null);
    nothing.setVisible(shown.isEmpty());
    table.setVisible(!shown.isEmpty());
    table.show(List.copyOf(shown));
  }

  private void verify() {
    AuditVerificationView found =
        ofPlatform()
            ? audit.verifyAll().stream()
                .filter(chain -> chain.organization() == null)
                .findFirst()
                .orElseThrow()
            : audit.verify(organization);
    verdict.removeAll();
    verdict.add(
        found.intact()
            ? new Notice(Tone.GOOD, "The audit is intact", found.message())
            : new Notice(
                Tone.BAD, "The audit is broken at entry " + found.brokenAt(), found.message()));
  }

  private Anchor export(String words, AuditFormat format) {
    String ending = format.name().toLowerCase(Locale.ROOT);
    DownloadHandler handler =
        event -> {
          event.setFileName("audit-%s.%s".formatted(organization, ending));
          event.setContentType(
              format == AuditFormat.CSV ? "text/csv;charset=UTF-8" : "application/x-ndjson");
          try (OutputStream out = event.getOutputStream()) {
            audit.export(organization, query, format, out);
          }
        };
    return new Anchor(handler, words);
  }

  private Button details(AuditEntryView entry) {
    var button =
        new Button(
            "Details",
            _ -> {
              detail.removeAll();
              detail.add(new AuditDetail(entry));
              detail.scrollIntoView();
            });
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.setAriaLabel("Details of entry " + entry.seq());
    return button;
  }

  private static StatusBadge outcome(AuditEntryView entry) {
    return switch (entry.outcome()) {
      case "ok" -> new StatusBadge("Done", Tone.GOOD);
      case "failed" -> new StatusBadge("Failed", Tone.WAIT);
      default -> new StatusBadge(AuditWords.refusal(entry.outcome()), Tone.BAD);
    };
  }
}
