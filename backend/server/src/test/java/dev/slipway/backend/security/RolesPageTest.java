package dev.slipway.backend.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on roles, taken at its word. */
class RolesPageTest {
  private static final Path PAGE = Path.of("../../docs/roles.md");
  private static final Pattern RIGHT = Pattern.compile("`([a-z]+:[a-z]+)`");

  @Test
  void theTableOfRolesIsTheOneThatDecides() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    Set<Permission> below = Set.of();
    for (Role role : List.of(Role.VIEWER, Role.DEPLOYER, Role.DEVELOPER, Role.ADMIN, Role.OWNER)) {
      Set<Permission> more = EnumSet.copyOf(RolePermissions.of(role));
      assertThat(more).as("%s may what is below", role).containsAll(below);
      more.removeAll(below);
      String row = "| %s |".formatted(role.name().toLowerCase(Locale.ROOT));
      String written =
          lines.stream().filter(line -> line.startsWith(row)).findFirst().orElseThrow();
      assertThat(rights(written)).as("docs/roles.md, %s", role).isEqualTo(scopes(more));
      below = RolePermissions.of(role);
    }
  }

  @Test
  void thePageSaysWhatAProtectedEnvironmentKeeps() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf("## Protected environments");
    String section = page.substring(begin, page.indexOf("\n## ", begin + 1));
    assertThat(rights(section)).isEqualTo(scopes(RolePermissions.GUARDED));
  }

  private static Set<String> rights(String text) {
    return RIGHT.matcher(text).results().map(right -> right.group(1)).collect(Collectors.toSet());
  }

  private static Set<String> scopes(Set<Permission> permissions) {
    return permissions.stream().map(Permission::scope).collect(Collectors.toSet());
  }
}
