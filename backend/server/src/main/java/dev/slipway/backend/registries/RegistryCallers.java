package dev.slipway.backend.registries;

import dev.slipway.backend.builds.BuildCredentials;
import dev.slipway.backend.kernel.Sha256;
import dev.slipway.backend.security.BasicCredentials;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.security.TokenAuthenticator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Recognizes who asks for a token. */
@Service
class RegistryCallers {
  /**
   * User names {@code build:<id>} and {@code node:<id>}: over Basic the first colon would end the
   * name.
   */
  private static final Pattern MACHINE =
      Pattern.compile("(build|node):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(.+)");

  private final TokenAuthenticator tokens;
  private final BuildCredentials builds;
  private final RegistryRepository rows;
  private final RepositoryRights rights;

  RegistryCallers(
      TokenAuthenticator tokens,
      BuildCredentials builds,
      RegistryRepository rows,
      RepositoryRights rights) {
    this.tokens = tokens;
    this.builds = builds;
    this.rows = rows;
    this.rights = rights;
  }

  /**
   * @param address of the client
   */
  @Transactional
  public Optional<RegistryCaller> recognize(String user, String password, String address) {
    Matcher machine = MACHINE.matcher(user + ":" + password);
    if (!machine.matches()) {
      return tokens.authenticate(password, address).flatMap(this::token);
    }
    UUID id = UUID.fromString(machine.group(2));
    String secret = machine.group(3);
    return machine.group(1).equals("build") ? building(id, secret) : running(id, secret);
  }

  /** Whether these say to be a build's or a node's. */
  static boolean isMachine(BasicCredentials known) {
    return MACHINE.matcher(known.user() + ":" + known.password()).matches();
  }

  private Optional<RegistryCaller> token(Principal principal) {
    return principal.caller() instanceof Caller.Token token
        ? Optional.of(
            new RegistryCaller.Token(
                token.name(),
                token.operator(),
                principal,
                repository -> rights.of(principal, repository)))
        : Optional.empty();
  }

  private Optional<RegistryCaller> building(UUID id, String secret) {
    return builds
        .verify(secret)
        .filter(build -> build.id().value().equals(id))
        .map(build -> new RegistryCaller.Building("build:" + id, build.repository()));
  }

  private Optional<RegistryCaller> running(UUID id, String secret) {
    return rows.nodeHasSecret(id, Sha256.of(secret))
        ? Optional.of(new RegistryCaller.Running("node:" + id, rows.repositoriesOn(id)))
        : Optional.empty();
  }
}
