package dev.slipway.agent.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.github.dockerjava.api.model.HostConfig;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Containers are made in one place, which has them checked. */
class OneWayToTheEngineTest {
  private final JavaClasses agent =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("test-classes"))
          .importPackages("dev.slipway.agent");

  @Test
  void nobodyElseSaysWhatAContainerMay() {
    noClasses()
        .that()
        .doNotHaveSimpleName("Restricted")
        .and()
        .doNotHaveSimpleName("HostPolicy")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(HostConfig.class)
        .check(agent);
  }

  @Test
  void noCommandInAContainerRunsAsAnotherUser() {
    noClasses()
        .should()
        .callMethodWhere(
            com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                com.tngtech.archunit.base.DescribedPredicate.describe(
                    "names a user for a command",
                    target ->
                        target.getOwner().getSimpleName().equals("ExecCreateCmd")
                            && target.getName().equals("withUser"))))
        .check(agent);
  }

  @Test
  void nothingThatRunsIsGivenMore() {
    noClasses().should().dependOnClassesThat().haveSimpleName("UpdateContainerCmd").check(agent);
  }
}
