package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.registries.AddRegistry;
import dev.slipway.api.registries.RegistryKind;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryImages;
import dev.slipway.console.testing.InMemoryRegistries;
import dev.slipway.console.testing.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RegistryViewsTest extends ConsoleTest {
  @Autowired private InMemoryRegistries registries;

  @Autowired private InMemoryImages images;

  @AfterEach
  void forget() {
    registries.reset();
    images.none = false;
    images.deleted.clear();
  }

  @Test
  void aProjectsImagesSayWhoUsesThemAndWhatTheyTake() {
    open("projects/" + Samples.PROJECT + "/images");
    assertThat(text()).contains("70 MiB", "2 images", "acme/shop/production/web", "2 tags");
    find(Button.class, "Show tags of acme/shop/production/web").click();
    assertThat(text()).contains("v2", "production/web revision 3 (2 pods)", "v1", "nobody");
  }

  @Test
  void onlyAnImageThatNobodyUsesCanBeDeleted() {
    open("projects/" + Samples.PROJECT + "/images");
    find(Button.class, "Show tags of acme/shop/production/web").click();
    assertThat(all(Button.class).map(button -> button.getText()).filter("Delete"::equals))
        .hasSize(1);
    find(Button.class, "Delete v1").click();
    find(Button.class, "Delete image").click();
    assertThat(images.deleted).containsExactly("acme/shop/production/web@sha256:" + "b".repeat(64));
  }

  @Test
  void withoutImagesThePageSaysHowOneGetsThere() {
    images.none = true;
    open("projects/" + Samples.PROJECT + "/images");
    assertThat(text()).contains("No image yet", "docker push");
  }

  @Test
  void anAppCanHaveAnImageAsItsSource() {
    open("apps/new");
    choose("Where is the code?", "An image that is built already");
    find(TextField.class, "Image").setValue("ghcr.io/team/web");
    find(TextField.class, "Tag").setValue("v1.*");
    find(Button.class, "Continue").click();
    find(TextField.class, "Name").setValue("hello");
    find(Button.class, "Continue").click();
    assertThat(text()).contains("ghcr.io/team/web:v1.*");
  }

  @Test
  void eachRegistrySaysWhetherItWorksAndWhoUsesIt() {
    open("registries");
    assertThat(text())
        .contains(
            "Team on GitHub",
            "Works",
            "shop/production/web",
            "Does not work",
            "does not accept these credentials");
  }

  @Test
  void checkingAgainShowsTheNewOutcome() {
    open("registries");
    find(Button.class, "Check Harbor now").click();
    assertThat(text()).doesNotContain("Does not work");
  }

  @Test
  void addingOneSendsWhatWasTyped() {
    open("registries");
    find(Button.class, "Add registry").click();
    find(TextField.class, "Name").setValue(" Hub ");
    find(TextField.class, "User name").setValue("ada");
    find(PasswordField.class, "Access token").setValue("dckr_pat_x");
    find(Button.class, "Add and check").click();
    assertThat(registries.added)
        .containsExactly(
            new AddRegistry("Hub", RegistryKind.DOCKER_HUB, null, null, "ada", "dckr_pat_x", null));
    assertThat(text()).contains("Hub");
  }

  @Test
  void withoutOneThePageSaysWhatTheyAreFor() {
    registries.all.clear();
    open("registries");
    assertThat(text()).contains("No registry of your own yet");
  }

  @Test
  void aRegistryOfOnesOwnIsBrowsed() {
    open("registries");
    find(Button.class, "Browse images of Team on GitHub").click();
    assertThat(text()).contains("does not list what it has", "team/web", "shop/production/web");
    find(Button.class, "Show tags of team/web").click();
    assertThat(text()).contains("1.4.2", "5 MiB", "sha256:abab");
  }
}
