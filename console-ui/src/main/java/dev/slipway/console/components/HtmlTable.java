package dev.slipway.console.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A short table, for lists that fit a page; scrolls sideways on narrow screens. */
public class HtmlTable<T> extends Div {
  private final NativeTable table = new NativeTable();
  private final List<Function<T, Component>> cells = new ArrayList<>();
  private final Component header = table.getHead().addRow();

  public HtmlTable(String label) {
    addClassName("table-scroll");
    table.addClassName("table");
    table.getElement().setAttribute("aria-label", label);
    add(table);
  }

  public HtmlTable<T> column(String name, Function<T, Component> cell) {
    header.getElement().appendChild(new NativeTableHeaderCell(name).getElement());
    cells.add(cell);
    return this;
  }

  public HtmlTable<T> text(String name, Function<T, String> cell) {
    return column(name, row -> new Span(cell.apply(row)));
  }

  public void show(List<T> rows) {
    table.getBody().removeAllRows();
    for (T row : rows) {
      var line = table.getBody().addRow();
      cells.forEach(cell -> line.add(new NativeTableCell(cell.apply(row))));
    }
  }
}
