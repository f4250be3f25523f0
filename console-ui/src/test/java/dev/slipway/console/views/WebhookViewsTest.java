package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.Verdict;
import dev.slipway.api.sources.WebhookView;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryDeliveries;
import dev.slipway.console.testing.InMemoryPreviews;
import dev.slipway.console.testing.InMemoryWebhooks;
import dev.slipway.console.testing.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class WebhookViewsTest extends ConsoleTest {
  @Autowired private InMemoryWebhooks webhooks;
  @Autowired private InMemoryPreviews previews;
  @Autowired private InMemoryDeliveries deliveries;

  @AfterEach
  void forget() {
    webhooks.list(Samples.APP).forEach(hook -> webhooks.delete(Samples.APP, hook.id()));
  }

  @Test
  void aWebhookIsMadeWithTheStepsOfItsForgeAndTheSecretIsShownOnce() {
    openTab();
    assertThat(text()).contains("No webhook yet");
    find(Button.class, "New webhook").click();
    respond();
    assertThat(text()).contains("Payload URL: the address");
    provider().setValue(Provider.GITLAB);
    assertThat(text()).contains("Signing token: the secret");
    find(TextArea.class, "Branches").setValue("main\nrelease/*");
    find(Button.class, "Create webhook").click();

    WebhookView made = webhooks.list(Samples.APP).getFirst();
    assertThat(made.provider()).isEqualTo(Provider.GITLAB);
    assertThat(made.filters().branches()).containsExactly("main", "release/*");
    assertThat(text()).contains("Copy the secret now", "whsec_example", made.url());
    openTab();
    assertThat(text()).contains(made.url(), "branches main, release/*").doesNotContain("whsec_");
  }

  @Test
  void aRotatedSecretIsShownWithWhenTheOldOneEnds() {
    webhooks.create(Samples.APP, null);
    openTab();
    find(Button.class, "Rotate secret").click();
    respond();
    find(Button.class, "Rotate").click();
    assertThat(text()).contains("whsec_rotated", "The secret before");
  }

  @Test
  void theInboxSaysWhatBecameOfEachDelivery() {
    open("deliveries");
    assertThat(text()).contains("Bad signature", "Deployed", "Deployment #3.", "main @ 4f2a9c1");
    verdict().setValue(Verdict.BAD_SIGNATURE);
    assertThat(text()).contains("did not match").doesNotContain("Deployment #3.");
    find(TextField.class, "Search").setValue("nothing like it");
    assertThat(text()).contains("No delivery matches.");
  }

  @Test
  void aDeliveryThatLedToNothingShowsWhenItComesIn() {
    open("deliveries");
    deliveries.skipped();
    announce("webhook_delivery", Samples.APP);
    assertThat(text()).contains("Nothing in the paths changed.");
    deliveries.forget();
  }

  @Test
  void aDeliveryIsLookedIntoAndReplayed() {
    open("deliveries");
    verdict().setValue(Verdict.DEPLOYED);
    find(Button.class, "Details of delivery 72d3162e-cc78-11e3-81ab-4c9367dc0958").click();
    respond();
    assertThat(text())
        .contains("X-GitHub-Event: push", "\"ref\" : \"refs/heads/main\"", "Open the deployment");
    find(Button.class, "Replay").click();
    assertThat(text()).contains("Deployment #4.");
  }

  @Test
  void aProjectShowsItsPreviewsAndEndsThem() {
    previews.run();
    open("projects/" + Samples.PROJECT);
    assertThat(text()).contains("#17 Moon phases", "moon-phases (fork)", "approved by Ada");
    find(Button.class, "End preview of #17").click();
    respond();
    find(Button.class, "End preview").click();
    assertThat(text()).doesNotContain("#17 Moon phases");
  }

  private void openTab() {
    open("apps/" + Samples.APP + "/webhooks");
  }

  @SuppressWarnings("unchecked") // Their labels say what they hold.
  private Select<Provider> provider() {
    return find(Select.class, "Who sends?");
  }

  @SuppressWarnings("unchecked")
  private Select<Verdict> verdict() {
    return find(Select.class, "Verdict");
  }
}
