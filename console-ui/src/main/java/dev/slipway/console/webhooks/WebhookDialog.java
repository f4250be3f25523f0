package dev.slipway.console.webhooks;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.sources.CreateWebhook;
import dev.slipway.api.sources.PreviewSettings;
import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.UpdateWebhook;
import dev.slipway.api.sources.WebhookView;
import java.util.function.Consumer;

/** Makes a webhook, or changes what it lets through. */
class WebhookDialog extends Dialog {
  private final Select<Provider> provider = new Select<>();
  private final TextField secret = new TextField("Secret of your own (optional)");
  private final FilterFields filters = new FilterFields();
  private final Checkbox previews = new Checkbox("Preview environments for pull requests");
  private final IntegerField days = new IntegerField("Days a preview stays after the last push");

  private WebhookDialog(String title) {
    setHeaderTitle(title);
    setWidth("min(720px, 96vw)");
    days.setMin(1);
    days.setMax(90);
    days.setStepButtonsVisible(true);
    days.setValue(7);
    days.setVisible(false);
    previews.addValueChangeListener(change -> days.setVisible(change.getValue()));
    getFooter().add(new Button("Cancel", _ -> close()));
  }

  static WebhookDialog create(Consumer<CreateWebhook> then) {
    var dialog = new WebhookDialog("New webhook");
    var steps = new Div();
    dialog.provider.setLabel("Who sends?");
    dialog.provider.setItems(Provider.values());
    dialog.provider.setItemLabelGenerator(ForgeSteps::name);
    dialog.provider.addValueChangeListener(change -> {
      steps.removeAll();
      steps.add(new H3("What you will do there"), new ForgeSteps(change.getValue()));
      dialog.filters.suit(change.getValue());
      dialog.previews.setVisible(change.getValue() != Provider.DEPLOY);
    });
    dialog.provider.setValue(Provider.GITHUB);
    dialog.secret.setHelperText(
        "Leave empty to get one. For forges that make the secret themselves.");
    dialog.secret.setWidthFull();
    dialog.add(
        dialog.provider,
        steps,
        new H3("What deploys"),
        dialog.filters,
        dialog.previews,
        dialog.days,
        dialog.secret);
    dialog.action(
        "Create webhook",
        () ->
            then.accept(
                new CreateWebhook(
                    dialog.provider.getValue(),
                    dialog.secret.isEmpty() ? null : dialog.secret.getValue().strip(),
                    dialog.filters.filters(),
                    dialog.previews())));
    return dialog;
  }

  static WebhookDialog change(WebhookView hook, Consumer<UpdateWebhook> then) {
    var dialog = new WebhookDialog("What deploys");
    dialog.filters.show(hook.filters());
    dialog.filters.suit(hook.provider());
    dialog.previews.setVisible(hook.provider() != Provider.DEPLOY);
    dialog.previews.setValue(hook.previews().enabled());
    dialog.days.setValue(hook.previews().days());
    dialog.add(dialog.filters, dialog.previews, dialog.days);
    dialog.action(
        "Save", () -> then.accept(new UpdateWebhook(dialog.filters.filters(), dialog.previews())));
    return dialog;
  }

  private PreviewSettings previews() {
    Integer chosen = days.getValue();
    return new PreviewSettings(previews.getValue(), chosen == null ? 7 : chosen);
  }

  /** Stays open when it is refused: the reason is shown, and nothing typed is lost. */
  private void action(String name, Runnable then) {
    var button =
        new Button(
            name,
            _ -> {
              then.run();
              close();
            });
    button.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(button);
  }
}
