package dev.slipway.backend.repositories;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.Forge;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.CredentialId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.repositories.Credential.Sealed;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes key pairs, checks tokens, seals both. */
@Component
class NewCredentials {
  private final CredentialSecrets secrets;
  private final InstantSource clock;

  NewCredentials(CredentialSecrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * @param host null makes a deploy key
   */
  Credential make(
      OrganizationId organization,
      @Nullable AppId app,
      String name,
      @Nullable String host,
      CreateCredential request,
      String by) {
    Instant now = now();
    var id = new CredentialId(Uuids.next(now));
    return host == null
        ? key(id, organization, app, name, by, now)
        : token(id, organization, app, name, host, request, by, now);
  }

  Credential rotated(Credential before) {
    var key = DeployKey.generate(comment(before.name()));
    Sealed sealed = secrets.seal(before.organization(), before.id(), key.secret());
    return before.with(key, sealed, now());
  }

  /** As the database keeps it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private Credential key(
      CredentialId id,
      OrganizationId organization,
      @Nullable AppId app,
      String name,
      String by,
      Instant now) {
    var key = DeployKey.generate(comment(name));
    return new Credential(
        id,
        organization,
        app,
        name,
        CredentialKind.DEPLOY_KEY,
        null,
        null,
        secrets.seal(organization, id, key.secret()),
        null,
        key.open(),
        key.fingerprint(),
        false,
        null,
        app == null ? 0 : 1,
        by,
        now,
        now);
  }

  private Credential token(
      CredentialId id,
      OrganizationId organization,
      @Nullable AppId app,
      String name,
      String host,
      CreateCredential request,
      String by,
      Instant now) {
    Forge forge = request.forge() == null ? Forges.at(host) : request.forge();
    boolean reports = requireNonNullElse(request.reportsStatus(), false);
    if (reports && forge == null) {
      throw unknownForge();
    }
    String username = requireNonNullElse(request.username(), "").strip();
    return new Credential(
        id,
        organization,
        app,
        name,
        CredentialKind.TOKEN,
        host,
        username.isEmpty() ? Forges.usualUser(forge) : CredentialRules.user(username),
        secrets.seal(organization, id, CredentialRules.token(request.token())),
        null,
        null,
        null,
        reports,
        forge,
        app == null ? 0 : 1,
        by,
        now,
        now);
  }

  /** What the forge shows beside the key. */
  private static String comment(String name) {
    return "slipway-" + name.replaceAll("[^A-Za-z0-9._-]+", "-");
  }

  static Problem unknownForge() {
    return Problem.invalid(
        "Say which forge runs on this host, so that statuses can be reported in its words: GITHUB, GITLAB, GITEA or BITBUCKET.");
  }
}
