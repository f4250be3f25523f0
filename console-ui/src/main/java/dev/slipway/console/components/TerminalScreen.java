package dev.slipway.console.components;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.Page;
import dev.slipway.api.terminals.TerminalTicket;
import java.util.function.Consumer;

/**
 * A terminal in the browser. What is typed and shown goes between the browser and the control
 * plane's terminal door; this page only brings the ticket and hears when it is over.
 */
public class TerminalScreen extends Div {
  private static final String OPEN = "window.slipwayTerminal.open(this, $0, $1, $2)";
  private static final String CLOSE =
      "window.slipwayTerminal && window.slipwayTerminal.close(this)";

  /** How it ended, in a sentence. */
  public record Ended(String reason, String sentence) {}

  public TerminalScreen(Runnable opened, Consumer<Ended> ended) {
    addClassName("terminal-screen");
    getElement().setAttribute("role", "group");
    getElement().setAttribute("aria-label", "Terminal");
    getElement().addEventListener("terminal-opened", _ -> opened.run());
    getElement()
        .addEventListener(
            "terminal-ended",
            event ->
                ended.accept(
                    new Ended(
                        event.getEventData().path("event.detail.reason").asString(""),
                        sentence(
                            event.getEventData().path("event.detail.message").asString(""),
                            event.getEventData().path("event.detail.exitCode").asString("")))))
        .addEventData("event.detail.reason")
        .addEventData("event.detail.message")
        .addEventData("event.detail.exitCode");
  }

  private static String sentence(String message, String exitCode) {
    return exitCode.isEmpty() || exitCode.equals("0")
        ? message
        : "%s Its exit code is %s.".formatted(message, exitCode);
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    Page page = attached.getUI().getPage();
    page.addStyleSheet("context://xterm/xterm.css");
    page.addJavaScript("context://xterm/xterm.js");
    page.addJavaScript("context://xterm/addon-fit.js");
    page.addJavaScript("context://terminal.js");
  }

  public void open(TerminalTicket ticket) {
    getElement().executeJs(OPEN, ticket.path(), ticket.protocol(), ticket.ticket());
  }

  public void close() {
    getElement().executeJs(CLOSE);
  }
}
