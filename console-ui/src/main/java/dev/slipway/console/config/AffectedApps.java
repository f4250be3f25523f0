package dev.slipway.console.config;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.api.config.ConfigLevel;
import dev.slipway.api.config.ConfiguredApp;
import dev.slipway.console.components.Allowed;
import dev.slipway.console.components.ConfirmDialog;
import dev.slipway.console.components.HtmlTable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Tone;
import java.util.List;
import java.util.UUID;

/** Says which apps run with another config than is set now, and deploys them. */
class AffectedApps extends Div {
  private static final String DEPLOY = "deployments:write";

  private final ConfigPlace place;

  AffectedApps(ConfigPlace place) {
    this.place = place;
  }

  void show() {
    removeAll();
    List<ConfiguredApp> outdated = place.apps().stream().filter(ConfiguredApp::outdated).toList();
    if (outdated.isEmpty()) {
      return;
    }
    add(place.level() == ConfigLevel.APP ? one(outdated.getFirst()) : several(outdated));
  }

  private Notice one(ConfiguredApp app) {
    var deploy =
        button(
            "Deploy with this config",
            () -> {
              UUID deployment = place.deploy(List.of()).getFirst();
              UI.getCurrent().navigate("apps/" + app.id() + "/deployments/" + deployment);
            });
    return new Notice(
        Tone.WAIT,
        "What runs has an older config",
        "The change takes effect with a new revision. Deploying makes one of the running image; nothing is built.",
        Allowed.to(DEPLOY, place::may, deploy));
  }

  private Notice several(List<ConfiguredApp> apps) {
    var table =
        new HtmlTable<ConfiguredApp>("Apps with an older config", ConfiguredApp::id)
            .column("App", app -> new Anchor("apps/" + app.id() + "/config", app.slug()))
            .text("Project", ConfiguredApp::project)
            .text("Environment", ConfiguredApp::environment)
            .column("", this::deployOne);
    table.show(apps);
    var all =
        button(
            "Deploy all",
            () ->
                new ConfirmDialog(
                        "Deploy %d apps?".formatted(apps.size()),
                        "Each gets a new revision of its running image with the config of now. They are replaced"
                            + " pod by pod.",
                        "Deploy",
                        () -> deploy(apps))
                    .open());
    String title =
        apps.size() == 1
            ? "1 app runs with an older config"
            : apps.size() + " apps run with an older config";
    return new Notice(
        Tone.WAIT,
        title,
        "Changes take effect with a new revision of each.",
        table,
        Allowed.to(DEPLOY, place::may, all));
  }

  private Component deployOne(ConfiguredApp app) {
    if (!place.may(DEPLOY)) {
      return new Span();
    }
    var deploy = new Button("Deploy", _ -> deploy(List.of(app)));
    deploy.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    deploy.setAriaLabel("Deploy " + app.slug() + " in " + app.environment());
    return deploy;
  }

  private void deploy(List<ConfiguredApp> apps) {
    place.deploy(apps.stream().map(ConfiguredApp::id).toList());
    show();
  }

  private static Button button(String words, Runnable action) {
    var button = new Button(words, _ -> action.run());
    button.addThemeVariants(ButtonVariant.PRIMARY);
    return button;
  }
}
