package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.vaadin.flow.router.Route;
import dev.slipway.api.people.Role;
import dev.slipway.backend.AccessRow.For;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.RolePermissions;
import dev.slipway.console.layout.WithoutOrganization;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/access.md says what the tables of the tests say; it is written from them. */
class AccessDocumentTest {
  private static final Path DOCUMENT = Path.of("../../docs/access.md");

  @Test
  void theDocumentIsTheTable() throws IOException {
    String expected = document();
    String found = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
    if (!found.equals(expected)) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(found)
        .as("docs/access.md was stale; it is written anew, commit it")
        .isEqualTo(expected);
  }

  private static String document() {
    return """
    # Who may do what
    Written by a test from the tables which the tests drive; do not edit it by hand.

    ## Rights of the roles
    A right is also the name of a token's scope. In a protected environment only the named roles, and owners,
    have the rights marked with *.

    | right | owner | admin | developer | deployer | viewer |
    | --- | --- | --- | --- | --- | --- |
    %s
    ## The API
    Whoever is not signed in gets 401. An id of another organization, of a project that is hidden from the
    caller or outside the token's project answers exactly as an id nobody has: 404. What is visible but not
    allowed answers 403.

    | address | who | right | viewer | token for reading |
    | --- | --- | --- | --- | --- |
    %s
    ## Everything else that answers
    | address | who |
    | --- | --- |
    %s
    ## The console
    Pages show what the API gives their reader, with the same refusals.

    | page | who |
    | --- | --- |
    %s
    ## Nodes
    | call | who |
    | --- | --- |
    %s\
    """
        .formatted(rights(), addresses(), doors(), pages(), calls());
  }

  private static String rights() {
    return lines(
        Arrays.stream(Permission.values())
            .map(right ->
                "| `%s`%s | %s |"
                    .formatted(
                        right.scope(),
                        RolePermissions.guarded(right) ? " *" : "",
                        Stream.of(
                                Role.OWNER, Role.ADMIN, Role.DEVELOPER, Role.DEPLOYER, Role.VIEWER)
                            .map(role -> yes(RolePermissions.of(role).contains(right)))
                            .collect(Collectors.joining(" | ")))));
  }

  private static String addresses() {
    return lines(
        AccessTable.ROWS.stream()
            .map(row ->
                "| `%s` | %s | %s | %s | %s |"
                    .formatted(
                        row.address(),
                        row.whom().words(),
                        right(row.right()),
                        row.right() == null || row.whom() == For.OWN ? "" : yes(viewer(row)),
                        row.right() == null ? "" : yes(row.reads()))));
  }

  private static String doors() {
    return lines(
        DoorTable.DOORS.stream()
            .filter(door -> !door.handler().equals("servlet /"))
            .map(door -> "| `%s` | %s |".formatted(door.address(), door.who())));
  }

  private static String pages() {
    return lines(
        new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("dev.slipway.console")
                .stream()
                .filter(type -> type.isAnnotatedWith(Route.class))
                .map(AccessDocumentTest::page)
                .sorted());
  }

  private static String page(JavaClass view) {
    String path = view.getAnnotationOfType(Route.class).value();
    return "| `/%s` | %s |".formatted(path, reader(view));
  }

  private static String reader(JavaClass view) {
    if (!view.isAnnotatedWith(PermitAll.class)) {
      return "anyone";
    }
    return view.isAnnotatedWith(WithoutOrganization.class) ? "anyone signed in" : "members";
  }

  private static String calls() {
    return lines(
        Arrays.stream(GrpcAccess.values())
            .map(row -> "| `%s` | %s |".formatted(row.call(), row.who())));
  }

  private static boolean viewer(AccessRow row) {
    return RolePermissions.of(Role.VIEWER).contains(row.right());
  }

  private static String right(@Nullable Permission right) {
    return right == null ? "" : "`" + right.scope().toLowerCase(Locale.ROOT) + "`";
  }

  private static String yes(boolean may) {
    return may ? "yes" : "–";
  }

  private static String lines(Stream<String> lines) {
    return lines.map(line -> line + "\n").collect(Collectors.joining());
  }
}
