package dev.slipway.backend.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.slipway.api.apps.AppView;
import dev.slipway.api.deployments.BuildView;
import dev.slipway.api.deployments.DeploymentView;
import dev.slipway.api.people.AccessRole;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.api.registries.RegistryKind;
import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.Forge;
import dev.slipway.api.sources.Provider;
import dev.slipway.api.sources.Verdict;
import dev.slipway.api.storage.VolumeAccess;
import dev.slipway.backend.testing.DatabaseTest;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A constant that its column refuses would be found by the first person who needs it. */
@DatabaseTest
class EnumChecksTest {
  private static final Pattern WORD = Pattern.compile("'([A-Z_]+)'::text");

  private static final Map<String, Class<? extends Enum<?>>> CHECKS =
      Map.ofEntries(
          Map.entry("deployment_trigger_check", DeploymentView.Trigger.class),
          Map.entry("deployment_state_check", DeploymentView.State.class),
          Map.entry("build_state_check", BuildView.State.class),
          Map.entry("app_kind_check", AppView.Kind.class),
          Map.entry("membership_role_check", Role.class),
          Map.entry("invitation_role_check", Role.class),
          Map.entry("role_override_role_check", AccessRole.class),
          Map.entry("api_token_kind_check", TokenKind.class),
          Map.entry("webhook_provider_check", Provider.class),
          Map.entry("webhook_delivery_verdict_check", Verdict.class),
          Map.entry("registry_kind_check", RegistryKind.class),
          Map.entry("repository_credential_kind_check", CredentialKind.class),
          Map.entry("repository_credential_forge_check", Forge.class),
          Map.entry("volume_access_check", VolumeAccess.class));

  @Autowired Db db;

  @Test
  void aColumnTakesExactlyTheConstantsOfItsEnum() {
    assertAll(
        CHECKS.entrySet().stream()
            .map(check ->
                () ->
                    assertThat(words(check.getKey()))
                        .as(check.getKey())
                        .isEqualTo(constants(check.getValue()))));
  }

  private Set<String> words(String constraint) {
    String definition =
        db.system()
            .sql("select pg_get_constraintdef(oid) from pg_constraint where conname = :name")
            .param("name", constraint)
            .query(String.class)
            .optional()
            .orElse("there is no such constraint");
    return WORD.matcher(definition)
        .results()
        .map(word -> word.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> constants(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.toSet());
  }
}
