package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.AppSource;
import dev.slipway.api.deployments.Deploy;
import dev.slipway.api.repositories.CheckView;
import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryApps;
import dev.slipway.console.testing.InMemoryDeployments;
import dev.slipway.console.testing.InMemoryRepositories;
import dev.slipway.console.testing.Samples;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RepositoriesTest extends ConsoleTest {
  private static final String PRIVATE = "The repository is private";

  @Autowired private InMemoryRepositories repositories;
  @Autowired private InMemoryRepositories.OfApp ofApp;
  @Autowired private InMemoryApps apps;
  @Autowired private InMemoryDeployments deployments;

  @AfterEach
  void forget() {
    repositories.forget();
    ofApp.own = null;
    apps.created.clear();
    apps.updated = null;
    deployments.asked.clear();
  }

  @Test
  void aNewAppOfAPrivateRepositoryGetsADeployKey() {
    outside("git@github.com:acme/shop.git");
    find(Checkbox.class, PRIVATE).setValue(true);
    find(Button.class, "New deploy key").click();
    respond();
    assertThat(find(TextField.class, "Key name").getValue()).isEqualTo("acme/shop 3");
    find(Button.class, "Make key").click();
    assertThat(text()).contains("Add this key at the forge", "ssh-ed25519 AAAAexample");
    find(Button.class, "Test access").click();
    assertThat(text()).contains("The repository can be read", "main is at commit aaaaaaa.");
    find(Button.class, "Continue").click();
    find(TextField.class, "Name").setValue("shop");
    find(Button.class, "Continue").click();
    assertThat(text()).contains("opened by acme/shop 3 · deploy key");
    find(Button.class, "Create app").click();
    AppSource source = Objects.requireNonNull(apps.created.getFirst().source());
    assertThat(source.credential()).isEqualTo(repositories.all.getLast().id());
    assertThat(source.autoDeploy()).isNull();
  }

  @Test
  void aTokenIsKeptForTheHostOfTheAddress() {
    outside("https://git.example.org/acme/shop.git");
    find(Checkbox.class, PRIVATE).setValue(true);
    find(Button.class, "New token").click();
    respond();
    assertThat(find(TextField.class, "Host").getValue()).isEqualTo("git.example.org");
    find(PasswordField.class, "Token").setValue("canary-token");
    find(Button.class, "Keep token").click();
    assertThat(repositories.created)
        .singleElement()
        .satisfies(request -> {
          assertThat(request.kind()).isEqualTo(CredentialKind.TOKEN);
          assertThat(request.token()).isEqualTo("canary-token");
          assertThat(request.username()).isNull();
        });
    assertThat(text()).doesNotContain("canary-token");
  }

  @Test
  void aPrivateRepositoryNeedsSomethingThatOpensIt() {
    outside("https://github.com/acme/shop.git");
    find(Checkbox.class, PRIVATE).setValue(true);
    find(Button.class, "Continue").click();
    assertThat(all(TextField.class).anyMatch(field -> "Name".equals(field.getLabel()))).isFalse();
  }

  @Test
  void whatIsWrongWithTheAccessIsSaid() {
    repositories.answer =
        new CheckView(false, null, "repository-refused", "The repository refused our key.");
    outside("git@github.com:acme/shop.git");
    find(Button.class, "Test access").click();
    assertThat(text()).contains("The repository cannot be read", "refused our key");
    assertThat(repositories.checked.getFirst().credential()).isNull();
  }

  @Test
  void settingsShowWhatOpensTheRepositoryAndWhatWasSeenThere() {
    open("apps/" + Samples.OUTSIDE + "/settings");
    assertThat(text()).contains("Repository access", "bbbbbbb", "Add this key at the forge");
    find(Button.class, "Test access now").click();
    assertThat(text()).contains("refused our key");
    find(Checkbox.class, "Deploy new commits of the branch by itself").setValue(false);
    find(Button.class, "Save changes").click();
    AppSource saved = Objects.requireNonNull(Objects.requireNonNull(apps.updated).source());
    assertThat(saved.autoDeploy()).isFalse();
    assertThat(saved.credential()).isEqualTo(Samples.id(70));
  }

  @Test
  void aTagIsDeployedFromTheMenu() {
    open("apps/" + Samples.OUTSIDE);
    MenuItem deploy =
        all(MenuBar.class)
            .flatMap(bar -> bar.getItems().stream())
            .flatMap(item -> item.getSubMenu().getItems().stream())
            .filter(item -> item.getText().equals("Deploy a branch, tag or commit"))
            .findFirst()
            .orElseThrow();
    ComponentUtil.fireEvent(deploy, new ClickEvent<>(deploy));
    respond();
    find(Button.class, "Build and deploy").click();
    assertThat(find(TextField.class, "Branch, tag or commit").isInvalid()).isTrue();
    find(TextField.class, "Branch, tag or commit").setValue(" v1.2.0 ");
    find(Button.class, "Build and deploy").click();
    assertThat(deployments.asked).extracting(Deploy::ref).containsExactly("v1.2.0");
  }

  @Test
  void anAppCanHaveAKeyOfItsOwn() {
    open("apps/" + Samples.OUTSIDE + "/settings");
    find(Button.class, "Deploy key for this app").click();
    assertThat(ofApp.own).isNotNull();
    assertThat(all(Button.class)).extracting(Button::getText).contains("Rotate key");
  }

  @Test
  void theOrganizationSeesItsCredentialsAndTheHostsItMet() {
    open("repositories");
    assertThat(text())
        .contains("acme/shop", "SHA256:example", "x-access-token for github.com", "1 app")
        .contains("git.example.org", "SHA256:met", "by Slipway itself");
    find(Button.class, "Show key acme/shop").click();
    assertThat(text()).contains("ssh-ed25519 AAAAexample");
    find(Button.class, "Forget git.example.org").click();
    respond();
    assertThat(text()).contains("The next key the host shows is taken");
  }

  @SuppressWarnings("unchecked")
  private void outside(String url) {
    open("apps/new");
    choose("Where is the code?", "A repository elsewhere");
    find(TextField.class, "Repository address").setValue(url);
  }
}
