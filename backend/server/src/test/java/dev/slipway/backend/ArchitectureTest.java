package dev.slipway.backend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URL;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packagesOf = ControlPlane.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @Test
  void modulesDependOnlyOnWhatTheyDeclare() {
    ApplicationModules.of(ControlPlane.class).verify();
  }

  @ArchTest
  static final ArchRule repositoriesAndControllersStayHome =
      classes()
          .that()
          .areAnnotatedWith(Repository.class)
          .or()
          .areAnnotatedWith(RestController.class)
          .should()
          .bePackagePrivate()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyWebKnowsHttpStatuses =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.slipway.backend.web..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.springframework.http.HttpStatus");

  /** Our own registry is asked directly; every other request goes through the guard. */
  @ArchTest
  static final ArchRule onlyTheGuardSendsRequests =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.slipway.backend.outbound")
          .and()
          .haveSimpleNameNotStartingWith("RegistryClient")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.http.HttpClient")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.URLConnection")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.net.HttpURLConnection")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework.web.client..")
          .orShould()
          .callMethod(URL.class, "openStream");

  @ArchTest
  static final ArchRule onlyRepositoriesSpeakSql =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Repository")
          .and()
          .resideOutsideOfPackage("dev.slipway.backend.database")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework.jdbc..");
}
