package dev.slipway.console.registries;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.Page;
import dev.slipway.api.registries.ImageRepositoryView;
import dev.slipway.api.registries.ImageUseView;
import dev.slipway.api.registries.ImageView;
import dev.slipway.api.registries.ImagesApi;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.RelativeTime;
import dev.slipway.console.components.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A repository; its tags are asked for when somebody wants to see them. */
class RepositoryCard extends Card {
  private static final int PAGE = 20;
  private static final int DIGEST = 19;

  private final ImagesApi images;
  private final UUID project;
  private final String repository;
  private final Div tags = new Div();
  private final HtmlTable<ImageView> table;
  private final List<ImageView> shown = new ArrayList<>();
  private final Button open;
  private @Nullable String next;

  RepositoryCard(
      ImagesApi images, UUID project, ImageRepositoryView repository, boolean mayDelete) {
    super(repository.name());
    this.images = images;
    this.project = project;
    this.repository = repository.name();
    this.table =
        new HtmlTable<ImageView>("Tags of " + repository.name(), ImageView::tag)
            .text("Tag", ImageView::tag)
            .column("Digest", image -> new Span(image.digest().substring(0, DIGEST) + "…"))
            .text("Size", image -> Sizes.bytes(image.bytes()))
            .column("Pushed", RepositoryCard::pushed)
            .text("By", RepositoryCard::by)
            .text("Used by", RepositoryCard::users);
    if (mayDelete) {
      table.column("", this::delete);
    }
    open = new Button("Show tags", _ -> more());
    open.setAriaLabel("Show tags of " + repository.name());
    open.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    String used =
        repository.usedBy().isEmpty()
            ? "Used by no app"
            : "Used by " + String.join(", ", repository.usedBy());
    var facts = new Div(new Span(count(repository.tags()) + " · " + used));
    if (repository.pushedAt() != null) {
      facts.add(new Span(" · pushed "), new RelativeTime(repository.pushedAt()));
    }
    add(facts, new Copyable(repository.address()), tags, open);
  }

  private static String count(int tags) {
    return tags == 1 ? "1 tag" : tags + " tags";
  }

  private void more() {
    Page<ImageView> page = images.tags(project, repository, next, PAGE);
    shown.addAll(page.items());
    next = page.next();
    tags.removeAll();
    tags.add(table);
    table.show(shown);
    open.setText("Show more tags");
    open.setVisible(next != null);
  }

  private static Component pushed(ImageView image) {
    return image.pushedAt() == null ? new Span("unknown") : new RelativeTime(image.pushedAt());
  }

  private static String by(ImageView image) {
    if (image.build() != null) {
      return image.commit() == null
          ? "a build"
          : "a build of " + image.commit().substring(0, Math.min(7, image.commit().length()));
    }
    return image.pushedBy() == null ? "" : image.pushedBy();
  }

  private static String users(ImageView image) {
    return image.uses().isEmpty()
        ? "nobody"
        : image.uses().stream().map(RepositoryCard::use).collect(Collectors.joining(", "));
  }

  private static String use(ImageUseView use) {
    String pods = use.pods() == 1 ? "1 pod" : use.pods() + " pods";
    return "%s revision %d (%s)"
        .formatted(use.app(), use.revision(), use.pods() == 0 ? "to go back to" : pods);
  }

  private Component delete(ImageView image) {
    if (!image.uses().isEmpty()) {
      return new Span("");
    }
    List<String> others =
        shown.stream()
            .filter(one -> one.digest().equals(image.digest()) && !one.tag().equals(image.tag()))
            .map(ImageView::tag)
            .toList();
    String consequence =
        others.isEmpty()
            ? "Nobody uses it. It cannot be pulled any more."
            : "Nobody uses it. The same image is also tagged %s: these go with it."
                .formatted(String.join(", ", others));
    var delete =
        new Button(
            "Delete",
            _ ->
                new ConfirmDialog(
                        "Delete " + image.tag() + "?",
                        consequence,
                        "Delete image",
                        () -> {
                          images.delete(project, repository, image.digest());
                          shown.removeIf(one -> one.digest().equals(image.digest()));
                          table.show(shown);
                        })
                    .open());
    delete.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    delete.setAriaLabel("Delete " + image.tag());
    return delete;
  }
}
