package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.Table;
import com.vaadin.flow.component.html.TableDataCell;
import com.vaadin.flow.component.html.TableHeaderCell;
import com.vaadin.flow.component.html.TableRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A short table, for lists that fit a page; on narrow screens each row is a small list. Showing it
 * again draws only the cells anew whose value changed: a button somebody is about to press stays.
 */
public class HtmlTable<T> extends Div {
  private final Table table = new Table();
  private final Function<T, Object> key;
  private final List<Column<T>> columns = new ArrayList<>();
  private final TableRow header = table.getHead().addRow();
  private final Span none = new Span();
  private Map<Object, Line> lines = new LinkedHashMap<>();
  private String whenEmpty = "";

  /**
   * @param key what a row stays the same by while its values change
   */
  public HtmlTable(String label, Function<T, Object> key) {
    this.key = key;
    addClassName("table-scroll");
    table.addClassName("table");
    table.getElement().setAttribute("aria-label", label);
    // Said as well, since elements that are laid out in another way are no table to some readers.
    table.getElement().setAttribute("role", "table");
    none.addClassName("muted");
    none.setVisible(false);
    add(table, none);
  }

  /** A sentence in place of a table without rows. */
  public HtmlTable<T> whenEmpty(String sentence) {
    whenEmpty = sentence;
    return this;
  }

  /**
   * Drawn anew when anything in its row changed.
   *
   * @param name empty for what can be done with a row
   */
  public HtmlTable<T> column(String name, Function<T, Component> cell) {
    return column(name, row -> row, cell);
  }

  /**
   * @param looks the cell is drawn anew only when this changed: all that it shows and uses
   */
  public HtmlTable<T> column(
      String name, Function<T, ? extends @Nullable Object> looks, Function<T, Component> cell) {
    TableHeaderCell head = header.addColumnHeaderCell(name);
    head.setClassName("acts", name.isEmpty());
    columns.add(new Column<>(name, head, looks, cell, _ -> true));
    return this;
  }

  /** The column added last is there only while some row has something to say in it. */
  public HtmlTable<T> onlyIf(Predicate<T> says) {
    columns.set(columns.size() - 1, columns.getLast().onlyIf(says));
    return this;
  }

  public HtmlTable<T> text(String name, Function<T, String> cell) {
    return column(name, cell, row -> new Span(cell.apply(row)));
  }

  /** An age, which goes on by itself. */
  public HtmlTable<T> time(String name, Function<T, Instant> at) {
    return column(name, at, row -> new RelativeTime(at.apply(row)));
  }

  public void show(List<T> rows) {
    boolean says = rows.isEmpty() && !whenEmpty.isEmpty();
    table.setVisible(!says);
    none.setVisible(says);
    none.setText(says ? whenEmpty : "");
    Set<Column<T>> said = new HashSet<>();
    for (Column<T> column : columns) {
      boolean there = rows.stream().anyMatch(column.says());
      column.head().setVisible(there);
      if (there) {
        said.add(column);
      }
    }
    Map<Object, Line> next = new LinkedHashMap<>();
    for (T row : rows) {
      Object id = key.apply(row);
      while (next.containsKey(id)) {
        // Two of the same: each a row all the same.
        id = List.of(id);
      }
      Line known = lines.get(id);
      Line line = known == null ? new Line() : known;
      line.show(row, said);
      next.put(id, line);
    }
    lines = next;
    Children.arrange(
        table.getBody().getElement(),
        next.values().stream().map(line -> line.row.getElement()).toList());
  }

  private record Column<T>(
      String name,
      TableHeaderCell head,
      Function<T, ? extends @Nullable Object> looks,
      Function<T, Component> cell,
      Predicate<T> says) {
    Column<T> onlyIf(Predicate<T> wanted) {
      return new Column<>(name, head, looks, cell, wanted);
    }
  }

  private final class Line {
    private final TableRow row = new TableRow();
    private final List<Cell> cells = new ArrayList<>();

    Line() {
      row.getElement().setAttribute("role", "row");
    }

    void show(T value, Set<Column<T>> said) {
      for (int at = 0; at < columns.size(); at++) {
        Column<T> column = columns.get(at);
        if (at == cells.size()) {
          cells.add(new Cell(row.addDataCell(), column.name()));
        }
        cells.get(at).data.setVisible(said.contains(column));
        cells.get(at).show(column, value);
      }
    }
  }

  private final class Cell {
    private final TableDataCell data;
    private @Nullable Object looks;

    Cell(TableDataCell data, String name) {
      this.data = data;
      data.getElement().setAttribute("role", "cell");
      data.getElement().setAttribute("data-label", name);
      data.setClassName("acts", name.isEmpty());
    }

    void show(Column<T> column, T value) {
      Object now = column.looks().apply(value);
      if (data.getComponentCount() == 0 || !Objects.equals(now, looks)) {
        looks = now;
        data.removeAll();
        data.add(column.cell().apply(value));
      }
    }
  }
}
