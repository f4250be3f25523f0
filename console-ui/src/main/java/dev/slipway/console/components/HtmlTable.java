package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.Table;
import com.vaadin.flow.component.html.TableDataCell;
import com.vaadin.flow.component.html.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A short table, for lists that fit a page; on narrow screens each row is a small list. */
public class HtmlTable<T> extends Div {
  private final Table table = new Table();
  private final List<Column<T>> columns = new ArrayList<>();
  private final TableRow header = table.getHead().addRow();
  private final Span none = new Span();
  private String whenEmpty = "";

  public HtmlTable(String label) {
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
   * @param name empty for what can be done with a row
   */
  public HtmlTable<T> column(String name, Function<T, Component> cell) {
    header.addColumnHeaderCell(name).setClassName("acts", name.isEmpty());
    columns.add(new Column<>(name, cell));
    return this;
  }

  public HtmlTable<T> text(String name, Function<T, String> cell) {
    return column(name, row -> new Span(cell.apply(row)));
  }

  public void show(List<T> rows) {
    table.getBody().removeAll();
    boolean says = rows.isEmpty() && !whenEmpty.isEmpty();
    table.setVisible(!says);
    none.setVisible(says);
    none.setText(says ? whenEmpty : "");
    for (T row : rows) {
      TableRow line = table.getBody().addRow();
      line.getElement().setAttribute("role", "row");
      columns.forEach(column -> column.show(line, row));
    }
  }

  private record Column<T>(String name, Function<T, Component> cell) {
    void show(TableRow line, T row) {
      TableDataCell data = line.addDataCell(cell.apply(row));
      data.getElement().setAttribute("role", "cell");
      data.getElement().setAttribute("data-label", name);
      data.setClassName("acts", name.isEmpty());
    }
  }
}
