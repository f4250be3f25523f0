package dev.slipway.backend.registries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegistryCallerTest {
  private static final RegistryCaller BUILD =
      new RegistryCaller.Building("build:1", "acme/shop/production/web");
  private static final RegistryCaller NODE =
      new RegistryCaller.Running("node:1", Set.of("acme/shop/production/web"));
  private static final RegistryCaller OWNER = token(false);
  private static final RegistryCaller OPERATOR = token(true);

  @Test
  void aBuildPushesItsOwnImageAndPullsBases() {
    assertThat(granted(BUILD, "repository:acme/shop/production/web:pull,push"))
        .containsExactly("acme/shop/production/web [pull, push]");
    assertThat(
            granted(
                BUILD, "repository:library/node:pull,push repository:acme/shop/production/db:pull"))
        .containsExactly("library/node [pull]");
  }

  @Test
  void aNodePullsWhatItRuns() {
    assertThat(granted(NODE, "repository:acme/shop/production/web:pull,push"))
        .containsExactly("acme/shop/production/web [pull]");
    assertThat(granted(NODE, "repository:acme/shop/production/web2:pull")).isEmpty();
    assertThat(granted(NODE, "repository:library/node:pull"))
        .containsExactly("library/node [pull]");
  }

  @Test
  void anApiTokenHasWhatItMayAtEachRepositoryAndBases() {
    assertThat(granted(OWNER, "repository:acme/shop/production/web:push,pull,delete"))
        .containsExactly("acme/shop/production/web [push, pull]");
    assertThat(granted(OWNER, "repository:acme/shop/production/db:pull,push"))
        .containsExactly("acme/shop/production/db [pull]");
    assertThat(granted(OWNER, "repository:acme2/any:pull")).isEmpty();
    assertThat(granted(OWNER, "repository:library/node:pull,push"))
        .containsExactly("library/node [pull]");
    assertThat(granted(OPERATOR, "repository:library/node:push"))
        .containsExactly("library/node [push]");
  }

  @Test
  void nothingElseIsEverGranted() {
    assertThat(granted(OPERATOR, "registry:catalog:*")).isEmpty();
    assertThat(granted(OPERATOR, "repository:acme/x:*")).isEmpty();
    assertThat(granted(OPERATOR, "repository(plugin):acme/x:pull")).isEmpty();
    assertThat(granted(OPERATOR, "acme/x", "", "repository:acme/x", "::")).isEmpty();
  }

  private static RegistryCaller token(boolean operator) {
    var rights =
        Map.of(
            "acme/shop/production/web",
            RegistryCaller.BOTH,
            "acme/shop/production/db",
            RegistryCaller.PULL);
    var ada =
        new Caller.Token(
            new PersonId(UUID.randomUUID()),
            new OrganizationId(UUID.randomUUID()),
            "Ada",
            operator);
    return new RegistryCaller.Token(
        "Ada",
        operator,
        new Principal(ada, null, null),
        repository -> rights.getOrDefault(repository, Set.of()));
  }

  private static List<String> granted(RegistryCaller caller, String... scopes) {
    return caller.granted(RegistryAccess.asked(List.of(scopes))).stream()
        .map(access -> access.name() + " " + access.actions())
        .toList();
  }
}
