package dev.slipway.backend.audit;

import dev.slipway.api.Page;
import dev.slipway.api.audit.AuditEntryView;
import dev.slipway.api.audit.AuditQuery;
import dev.slipway.backend.kernel.Cursor;
import dev.slipway.backend.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Search, page by page. */
@Service
class AuditReading {
  private static final int LONGEST = 200;

  private final EntryRepository entries;
  private final EntryViews views;

  AuditReading(EntryRepository entries, EntryViews views) {
    this.entries = entries;
    this.views = views;
  }

  @Transactional(readOnly = true)
  public Page<AuditEntryView> page(
      Chain chain, AuditQuery query, @Nullable String after, int limit) {
    check(query);
    int size = Cursor.pageSize(limit);
    List<Entry> found = entries.page(chain, query, Cursor.read(after), size + 1);
    boolean more = found.size() > size;
    List<Entry> shown = more ? found.subList(0, size) : found;
    return new Page<>(
        shown.stream().map(views::of).toList(), more ? Cursor.write(shown.getLast().id()) : null);
  }

  /** For exports: each a transaction of its own, however long the reader takes. */
  @Transactional(readOnly = true)
  public List<Entry> onwards(Chain chain, AuditQuery query, long seq, int limit) {
    return entries.onwards(chain, query, seq, limit);
  }

  static void check(AuditQuery query) {
    for (String text :
        new String[] {
          query.actor(), query.action(), query.target(), query.outcome(), query.text()
        }) {
      if (text != null && text.length() > LONGEST) {
        throw Problem.invalid("Search for at most %d characters.".formatted(LONGEST));
      }
    }
  }
}
