package dev.slipway.console.storage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.storage.ResizeVolume;
import dev.slipway.api.storage.VolumeState;
import dev.slipway.api.storage.VolumeView;
import dev.slipway.api.storage.VolumesApi;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.Card;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Sizes;
import java.util.List;
import java.util.UUID;

/** The volumes of an environment: how full each is, who uses it, and its end. */
public class VolumesCard extends Card {
  private final VolumesApi volumes;
  private final UUID environment;
  private final boolean mayChange;
  private final Runnable changed;
  private final HtmlTable<VolumeView> table = new HtmlTable<>("Volumes", VolumeView::id);

  /**
   * @param name of the environment
   * @param changed told when something was done here
   */
  public VolumesCard(
      VolumesApi volumes, UUID environment, String name, boolean mayChange, Runnable changed) {
    super("Volumes of " + name);
    this.volumes = volumes;
    this.environment = environment;
    this.mayChange = mayChange;
    this.changed = changed;
    var words =
        new Paragraph(
            "Data that stays when pods, deployments and apps go. Apps of this environment mount it at a path.");
    words.addClassName("muted");
    table
        .whenEmpty("No volume yet.")
        .text("Name", VolumeView::name)
        .column("How full", UsageMeter::new)
        .text("Size", volume -> Sizes.bytes(volume.sizeBytes()))
        .text("Used by", VolumeWords::users)
        .text("Machine", VolumeWords::where)
        .text("Access", volume -> VolumeWords.access(volume.access()))
        .column("", this::actions);
    add(words, table);
    if (mayChange) {
      withActions(new Button("New volume", _ -> create()));
    }
  }

  public void show(List<VolumeView> all) {
    table.show(all);
  }

  private void create() {
    new VolumeDialog(
            request -> {
              var _ = volumes.create(environment, request);
              changed.run();
            })
        .open();
  }

  private Component actions(VolumeView volume) {
    if (!mayChange || volume.state() == VolumeState.DELETING) {
      return new Span();
    }
    var larger =
        new Button(
            "Make larger",
            _ ->
                VolumeDialog.larger(
                        volume,
                        bytes -> {
                          var _ = volumes.resize(volume.id(), new ResizeVolume(bytes));
                          changed.run();
                        })
                    .open());
    larger.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    larger.setAriaLabel("Make " + volume.name() + " larger");
    var delete = new Button("Delete", _ -> confirm(volume));
    delete.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    delete.setAriaLabel("Delete " + volume.name());
    Button _ =
        Allowed.when(
            volume.users().isEmpty(),
            delete,
            "Used by %s: remove the mount there and deploy first"
                .formatted(VolumeWords.names(volume)));
    var row = new Div(larger, delete);
    row.addClassName("row");
    return row;
  }

  private void confirm(VolumeView volume) {
    new ConfirmDialog(
            "Delete " + volume.name() + " and its data?",
            VolumeWords.loss(volume),
            "Delete volume",
            () -> {
              volumes.delete(volume.id());
              changed.run();
            })
        .typing(volume.name())
        .open();
  }
}
