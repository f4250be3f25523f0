package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.config.ImportEnv;
import dev.slipway.api.config.VariableView;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryConfig;
import dev.slipway.console.testing.InMemoryDeployments;
import dev.slipway.console.testing.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ConfigViewsTest extends ConsoleTest {
  @Autowired private InMemoryConfig.Apps config;
  @Autowired private InMemoryConfig.Rollouts rollouts;
  @Autowired private InMemoryDeployments deployments;

  @AfterEach
  void forget() {
    config.forget();
    rollouts.deployed.clear();
    deployments.asked.clear();
  }

  @Test
  void everyVariableSaysWhereItComesFrom() {
    open("apps/" + Samples.APP + "/config");
    assertThat(text()).contains("GREETING", "Hello", "••••••••", "REGION", "Project", "App");
    assertThat(find(Button.class, "Override REGION")).isNotNull();
    assertThat(find(Button.class, "Edit GREETING")).isNotNull();
  }

  @Test
  void aVariableIsAddedInADialog() {
    open("apps/" + Samples.APP + "/config");
    find(Button.class, "Add variable").click();
    find(TextField.class, "Name").setValue(" LEVEL ");
    find(TextArea.class, "Value").setValue("debug");
    find(Button.class, "Save").click();
    assertThat(config.all).extracting(VariableView::key).contains("LEVEL");
    assertThat(text()).contains("LEVEL", "debug");
  }

  @Test
  void aRefusalIsShownAtTheField() {
    open("apps/" + Samples.APP + "/config");
    find(Button.class, "Add variable").click();
    find(TextField.class, "Name").setValue("PORT");
    find(Button.class, "Save").click();
    assertThat(find(TextArea.class, "Value").getErrorMessage()).contains("set by the platform");
    assertThat(config.all).extracting(VariableView::key).doesNotContain("PORT");
  }

  @Test
  void allAsTextShowsNoSecretAndSavesAfterAPreviewOnly() {
    open("apps/" + Samples.APP + "/config");
    find(Button.class, "Edit as text").click();
    TextArea text = find(TextArea.class, "Variables");
    assertThat(text.getValue()).isEqualTo("GREETING=Hello\nDATABASE_URL=<unchanged>\n");
    Button save = find(Button.class, "Save all");
    assertThat(save.isEnabled()).isFalse();
    find(Button.class, "Preview").click();
    assertThat(text()).contains("NEW", "Added");
    assertThat(save.isEnabled()).isTrue();
    save.click();
    assertThat(config.imports).singleElement().matches(ImportEnv::replace);
  }

  @Test
  void anImportWithAWrongLineSaysWhich() {
    open("apps/" + Samples.APP + "/config");
    find(Button.class, "Import .env").click();
    find(TextArea.class, "Text of the .env file").setValue("A=1\n1A=2");
    find(Checkbox.class, "What is new is secret").setValue(false);
    find(Button.class, "Preview").click();
    assertThat(text()).contains("Line 2", "begins with a letter");
    assertThat(find(Button.class, "Import").isEnabled()).isFalse();
  }

  @Test
  void aSecretTooShortForTheLogsIsSaidBeforeItIsSaved() {
    open("apps/" + Samples.APP + "/config");
    find(Button.class, "Import .env").click();
    find(TextArea.class, "Text of the .env file").setValue("PIN=4711");
    find(Button.class, "Preview").click();
    assertThat(text()).contains("PIN: Shorter than 6 characters");
    assertThat(find(Button.class, "Import").isEnabled()).isTrue();
  }

  @Test
  void anAppWithAnOlderConfigIsDeployedFromThere() {
    open("apps/" + Samples.APP + "/config");
    assertThat(text()).contains("What runs has an older config", "new revision");
    find(Button.class, "Deploy with this config").click();
    assertThat(deployments.asked).singleElement().matches(asked -> asked.config());
  }

  @Test
  void aProjectListsTheAppsThatRunWithAnOlderConfig() {
    open("projects/" + Samples.PROJECT + "/config");
    assertThat(text()).contains("Whole project", "staging", "REGION", "1 app runs with an older");
    find(Button.class, "Deploy web in production").click();
    assertThat(rollouts.deployed).containsExactly(Samples.APP);
    assertThat(text()).doesNotContain("1 app runs with an older");
  }

  @Test
  void theOrganizationHasConfigToo() {
    open("config");
    assertThat(text()).contains("Config of the organization", "REGION");
  }
}
