package dev.slipway.console.projects;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import dev.slipway.api.sources.PreviewView;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import java.util.List;
import java.util.function.Consumer;

/** The pull requests that run in environments of their own. */
class PreviewsCard extends Card {
  private final HtmlTable<PreviewView> table = new HtmlTable<>("Previews", PreviewView::id);
  private boolean mayEnd;

  PreviewsCard(Consumer<PreviewView> end) {
    super("Previews");
    var words =
        new Paragraph(
            "Pull requests as environments of their own, without secrets. They go when the pull"
                + " request is closed, or nobody pushes to it for a while.");
    words.addClassName("muted");
    table
        .column(
            "Pull request",
            preview ->
                new Anchor(
                    "apps/" + preview.copy(),
                    "#%d %s".formatted(preview.number(), preview.title())))
        .text("App", PreviewView::appSlug)
        .text("Branch", preview -> preview.branch() + (preview.fork() ? " (fork)" : ""))
        .text("By", PreviewsCard::by)
        .time("Goes", preview -> preview.expiresAt());
    table.column("", preview -> List.of(preview, mayEnd), preview -> button(preview, end));
    add(words, table);
  }

  void show(List<PreviewView> previews, boolean mayEndThem) {
    mayEnd = mayEndThem;
    setVisible(!previews.isEmpty());
    table.show(previews);
  }

  private static String by(PreviewView preview) {
    return preview.approvedBy() == null
        ? preview.author()
        : "%s, approved by %s".formatted(preview.author(), preview.approvedBy());
  }

  private Button button(PreviewView preview, Consumer<PreviewView> end) {
    var button =
        new Button(
            "End",
            _ ->
                new ConfirmDialog(
                        "End the preview of #" + preview.number() + "?",
                        "Its pods and its address go. The next push to the pull request makes another.",
                        "End preview",
                        () -> end.accept(preview))
                    .open());
    button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    button.setVisible(mayEnd);
    button.setAriaLabel("End preview of #" + preview.number());
    return button;
  }
}
