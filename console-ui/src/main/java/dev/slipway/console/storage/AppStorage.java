package dev.slipway.console.storage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.apps.AppView;
import dev.slipway.api.apps.AppsApi;
import dev.slipway.api.apps.Identity;
import dev.slipway.api.apps.Mount;
import dev.slipway.api.apps.UpdateApp;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.api.storage.VolumesApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Refreshable;
import dev.slipway.console.components.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What an app mounts, and the volumes it could. */
public class AppStorage extends Div implements Refreshable {
  private static final String CHANGE = "apps:write";

  private final AppsApi apps;
  private final VolumesApi volumes;
  private final boolean mayChange;
  private final HtmlTable<Mount> table = new HtmlTable<>("Mounts", Mount::path);
  private final Checkbox one = new Checkbox("At most one pod at a time, ever");
  private final VolumesCard card;
  private List<VolumeView> known = List.of();
  private AppView app;

  public AppStorage(AppsApi apps, VolumesApi volumes, AppView app, RightsView rights) {
    this.apps = apps;
    this.volumes = volumes;
    this.app = app;
    this.mayChange = rights.may(CHANGE);
    this.card =
        new VolumesCard(volumes, app.environment(), app.environmentSlug(), mayChange, this::show);
    addClassName("stack");
    table
        .whenEmpty("Nothing is mounted: what the app writes is gone with its pod.")
        .text("Path", Mount::path)
        .text("What", AppStorage::what)
        .column("How full", mount -> List.of(mount, known), this::full)
        .text("Access", mount -> mount.readOnly() ? "Reads" : "Reads and writes")
        .column("", this::remove);
    var add = new Button("Add mount", _ -> new MountDialog(known, this::add).open());
    Button _ = Allowed.to(CHANGE, rights::may, add);
    var when = new Paragraph("Takes effect with the next deployment.");
    when.addClassName("muted");
    add(new Card("Mounts", table, when).withActions(add), identity(), card);
    show();
  }

  private Card identity() {
    one.setEnabled(mayChange);
    one.addValueChangeListener(changed -> {
      if (changed.isFromClient()) {
        save(app.spec().withIdentity(changed.getValue() ? Identity.ONE : Identity.INTERCHANGEABLE));
      }
    });
    var words =
        new Paragraph(
            "The next pod begins when nothing is left of the last, also when its machine does not answer: the app"
                + " is away for a moment with each deployment. A volume that one pod writes to does the same by"
                + " itself; tick this for a program that must not run twice for other reasons.");
    words.addClassName("muted");
    return new Card("Identity", one, words);
  }

  @Override
  public void refresh(AppView current) {
    app = current;
    show();
  }

  private void show() {
    known = volumes.ofEnvironment(app.environment());
    one.setValue(app.spec().identity() == Identity.ONE);
    table.show(app.spec().mounts());
    card.show(known);
  }

  private void add(Mount mount) {
    var mounts = new ArrayList<>(app.spec().mounts());
    mounts.add(mount);
    save(app.spec().withMounts(mounts));
  }

  private void save(AppSpec spec) {
    app = apps.update(app.id(), new UpdateApp(null, spec, null), "\"" + app.version() + "\"");
    show();
    Notification.show("Saved", 2000, Notification.Position.BOTTOM_CENTER);
  }

  private static String what(Mount mount) {
    return switch (mount.kind()) {
      case VOLUME -> "Volume " + mount.name();
      case SECRET_FILE -> "File made of " + mount.name();
      case TEMPORARY ->
          "Temporary space, %s %s"
              .formatted(
                  Sizes.bytes(Objects.requireNonNullElse(mount.sizeBytes(), 0L)),
                  mount.inMemory() ? "in memory" : "on the disk");
    };
  }

  private Component full(Mount mount) {
    return known.stream()
        .filter(volume -> mount.kind() == Mount.Kind.VOLUME && volume.name().equals(mount.name()))
        .findFirst()
        .<Component>map(UsageMeter::new)
        .orElseGet(Span::new);
  }

  private Component remove(Mount mount) {
    if (!mayChange) {
      return new Span();
    }
    var remove = new Button("Remove", _ -> confirm(mount));
    remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    remove.setAriaLabel("Remove " + mount.path());
    return remove;
  }

  private void confirm(Mount mount) {
    String consequence =
        mount.kind() == Mount.Kind.VOLUME
            ? "From the next deployment on the app does not find it there. The volume and its data stay."
            : "From the next deployment on the app does not find it there.";
    new ConfirmDialog(
            "Remove " + mount.path() + "?",
            consequence,
            "Remove mount",
            () ->
                save(
                    app.spec()
                        .withMounts(
                            app.spec().mounts().stream()
                                .filter(other -> !other.path().equals(mount.path()))
                                .toList())))
        .open();
  }
}
