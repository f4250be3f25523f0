package dev.slipway.console.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.api.apps.StartStepView;
import dev.slipway.api.apps.StartStepView.Kind;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.people.CompleteSetup;
import dev.slipway.console.testing.ConsoleTest;
import dev.slipway.console.testing.InMemoryApps;
import dev.slipway.console.testing.InMemoryDeployments;
import dev.slipway.console.testing.InMemoryNodes;
import dev.slipway.console.testing.InMemoryPeople;
import dev.slipway.console.testing.Samples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ViewsTest extends ConsoleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @Autowired private InMemoryPeople people;
  @Autowired private InMemoryApps apps;
  @Autowired private InMemoryDeployments deployments;

  @AfterEach
  void forget() {
    people.needed = false;
    apps.created.clear();
    apps.steps = List.of();
    deployments.asked.clear();
    deployments.state = DeploymentView.State.PROGRESSING;
  }

  @Test
  void homeShowsWhatIsWrongWithItsReason() {
    open("");
    assertThat(text()).contains("mailer", "KeyError", "See why", "Rollout completed");
  }

  @Test
  void signInLeadsToSetUpWhileNobodyOwnsThePlatform() {
    people.needed = true;
    open("login");
    assertThat(text()).contains("Welcome to Slipway");
  }

  @Test
  void setUpSendsWhatWasTyped() {
    people.needed = true;
    open("setup");
    find(TextField.class, "Set-up code").setValue(" 1234-5678 ");
    find(TextField.class, "Organization").setValue("Acme");
    find(Button.class, "Create account").click();
    assertThat(people.completed)
        .extracting(CompleteSetup::code, CompleteSetup::organization)
        .containsExactly("1234-5678", "Acme");
  }

  @Test
  void aProjectShowsAppsByEnvironment() {
    open("projects/" + Samples.PROJECT);
    assertThat(text()).contains("production", "staging", "web", "No app here yet.");
  }

  @Test
  void threeStepsMakeAnApp() {
    open("apps/new");
    find(Button.class, "Continue").click();
    find(TextField.class, "Name").setValue("hello");
    find(IntegerField.class, "Pods").setValue(3);
    find(Button.class, "Continue").click();
    assertThat(text()).contains("hello", "3 pods");
    find(Button.class, "Create app").click();
    assertThat(apps.created)
        .singleElement()
        .satisfies(app -> {
          assertThat(app.slug()).isEqualTo("hello");
          assertThat(app.replicas()).isEqualTo(3);
        });
  }

  @Test
  void anAppWithoutANameStaysAtItsStep() {
    open("apps/new");
    find(Button.class, "Continue").click();
    find(Button.class, "Continue").click();
    assertThat(find(TextField.class, "Name").isInvalid()).isTrue();
    assertThat(apps.created).isEmpty();
  }

  @Test
  void anAppShowsWhoReachesIt() {
    open("apps/" + Samples.APP);
    assertThat(text())
        .contains(
            "web.shop.apps.localhost", "10.96.1.5:80", "Pod on node-1", "2 of 2 pods are ready.");
  }

  @Test
  void aPodShowsHowItsStartGoes() {
    apps.steps =
        List.of(
            new StartStepView(Kind.PULL, NOW, NOW.plusMillis(1234), null),
            new StartStepView(Kind.CREATE, NOW, NOW.plusMillis(40), null),
            new StartStepView(Kind.START, NOW, null, null));
    open("apps/" + Samples.APP);
    assertThat(text()).contains("pull 1.2 s", "create 40 ms", "start …");
  }

  @Test
  void aPodThatHasStartedShowsHowLongItTookFromTheFirstStepToTheLast() {
    apps.steps =
        List.of(
            new StartStepView(Kind.PULL, NOW, NOW.plusMillis(1234), null),
            new StartStepView(Kind.START, NOW.plusMillis(1300), NOW.plusMillis(2100), null));
    open("apps/" + Samples.APP);
    assertThat(text()).contains("2.1 s", "pull 1.2 s", "start 800 ms");
  }

  @Test
  void anAppWhoseDeploymentFailedIsNotAskedForItsFirstPush() {
    open("apps/" + Samples.FAILING);
    assertThat(text()).contains("See its deployments").doesNotContain("Push to deploy");
  }

  @Test
  void aStepThatFailedSaysWhy() {
    apps.steps =
        List.of(new StartStepView(Kind.NETWORK, NOW, NOW.plusMillis(5), "No bridge is there."));
    open("apps/" + Samples.APP);
    assertThat(text()).contains("network failed: No bridge is there.");
  }

  @Test
  void aDeploymentShowsItsBuildLogWithoutControlSequences() {
    open("apps/" + Samples.APP + "/deployments/" + Samples.DEPLOYMENT);
    assertThat(text())
        .contains("COPY app.py", "#2 DONE 0.1s", "1 of 2 new pods ready")
        .doesNotContain("[32m");
  }

  @Test
  void aDeploymentThatWentBackSaysWhy() {
    deployments.state = DeploymentView.State.ROLLED_BACK;
    open("apps/" + Samples.APP + "/deployments/" + Samples.DEPLOYMENT);
    assertThat(text()).contains("Rolled back", "nothing listens on port 8080");
  }

  @Test
  void rollingBackAsksFirst() {
    open("apps/" + Samples.APP + "/deployments");
    find(Button.class, "Roll back to revision 2").click();
    assertThat(deployments.asked).isEmpty();
  }

  @Test
  void theButtonToRollBackStaysWhileTheListGoesOn() {
    open("apps/" + Samples.APP + "/deployments");
    Button before = find(Button.class, "Roll back to revision 2");
    deployments.state = DeploymentView.State.COMPLETE;
    announce("deployment", Samples.APP);
    assertThat(text()).contains("Complete");
    assertThat(find(Button.class, "Roll back to revision 2")).isSameAs(before);
  }

  @Test
  void theButtonToCancelStaysWhileTheDeploymentGoesOn() {
    open("apps/" + Samples.APP + "/deployments/" + Samples.DEPLOYMENT);
    Button before = find(Button.class, "Cancel deployment");
    deployments.state = DeploymentView.State.BUILDING;
    announce("deployment", Samples.APP);
    assertThat(find(Button.class, "Cancel deployment")).isSameAs(before);
  }

  @Test
  void configNeverShowsASecret() {
    open("apps/" + Samples.APP + "/config");
    assertThat(text()).contains("GREETING", "Hello", "DATABASE_URL", "••••••••");
  }

  @Test
  void settingsNodesTokensAndActivityOpen() {
    open("apps/" + Samples.APP + "/settings");
    assertThat(text()).contains("Delete app", "web.shop.apps.localhost");
    open("nodes");
    assertThat(text()).contains("node-1", "Memory booked");
    open("tokens");
    assertThat(text()).contains("New token");
    open("activity");
    assertThat(text()).contains("Crash loop back off");
    open("projects");
    assertThat(text()).contains("shop");
  }

  @Test
  void aNodesDiskSaysWhatFillsItAndWhenItIsFull() {
    open("nodes/" + InMemoryNodes.NODE);
    assertThat(text())
        .contains(
            "images nobody needs are removed until it is 70 % full",
            "Full in about 3 days",
            "mostly by the logs of acme/shop/production/web",
            "Build cache",
            "begin while it is less than 85 % full");
  }

  @Test
  void aTokenIsShownOnceWithTheWarning() {
    open("tokens");
    find(TextField.class, "What is it for?").setValue("ci");
    find(Button.class, "Create token").click();
    assertThat(text()).contains("Copy the token now", "slpp_example");
  }
}
