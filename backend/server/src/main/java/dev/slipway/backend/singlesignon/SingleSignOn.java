package dev.slipway.backend.singlesignon;

import dev.slipway.api.people.ConnectionCheck;
import dev.slipway.api.people.ConnectionSettings;
import dev.slipway.api.people.ConnectionView;
import dev.slipway.api.people.GroupRole;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SignInChoice;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.outbound.OutboundHttp;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What owners set up for their organization. */
@Service
class SingleSignOn {
  private static final int MOST = 5;
  private static final int MOST_GROUPS = 200;
  private static final int LONGEST = 500;

  private final SsoConnectionRepository connections;
  private final Provider provider;
  private final OutboundHttp http;
  private final Vault vault;
  private final PlatformProperties platform;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  SingleSignOn(
      SsoConnectionRepository connections,
      Provider provider,
      OutboundHttp http,
      Vault vault,
      PlatformProperties platform,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.connections = connections;
    this.provider = provider;
    this.http = http;
    this.vault = vault;
    this.platform = platform;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<ConnectionView> list(OrganizationScope scope) {
    return connections.list(scope.organization()).stream().map(this::view).toList();
  }

  @Transactional
  public ConnectionView create(OrganizationScope scope, ConnectionSettings settings) {
    if (connections.list(scope.organization()).size() >= MOST) {
      throw Problem.invalid("An organization has at most %d connections.".formatted(MOST));
    }
    if (settings.clientSecret() == null) {
      throw Problem.invalid("The client secret is missing. The provider shows it with the client.");
    }
    Instant now = clock.instant();
    Connection connection = connection(scope.organization(), Uuids.next(now), settings, null, now);
    if (!connections.insert(connection)) {
      throw taken();
    }
    return view(connection);
  }

  @Transactional
  public ConnectionView update(OrganizationScope scope, UUID id, ConnectionSettings settings) {
    Connection before = find(scope, id);
    if (settings.clientSecret() == null && !before.issuer().equals(settings.issuer())) {
      // The secret would be sent to whoever is the issuer now.
      throw Problem.invalid("With another issuer, enter the client secret again.");
    }
    Connection after = connection(scope.organization(), id, settings, before, before.createdAt());
    if (!connections.update(after)) {
      throw taken();
    }
    return view(after);
  }

  @Transactional
  public void delete(OrganizationScope scope, UUID id) {
    if (!connections.delete(scope.organization(), id)) {
      throw Problem.notFound("connection");
    }
  }

  @Transactional(readOnly = true)
  public List<SignInChoice> choices(String slug) {
    return connections.choices(slug);
  }

  @Transactional(readOnly = true)
  public SignInChoice choice(OrganizationScope scope, UUID id) {
    Connection connection = find(scope, id);
    if (!connection.enabled()) {
      throw Problem.notFound("connection");
    }
    return new SignInChoice(id, connection.name(), SsoPaths.begin(id));
  }

  /** Not in a transaction: it asks another host. */
  ConnectionCheck check(OrganizationScope scope, UUID id) {
    Connection connection = transaction.execute(_ -> find(scope, id));
    try {
      ProviderDescription description = provider.describe(connection.issuer());
      int keys = provider.keys(description).size();
      return new ConnectionCheck(
          true,
          "The provider answers and has %d keys. Enter %s as redirect address there, then sign in once."
              .formatted(keys, SsoPaths.callback(platform)));
    } catch (SsoFailure e) {
      return new ConnectionCheck(false, e.getMessage());
    }
  }

  /** What the provider knows us by. */
  String secret(Connection connection) {
    byte[] secret =
        transaction.execute(_ ->
            vault.decrypt(
                connection.organization(),
                context(connection.id()),
                connection.clientSecret().bytes()));
    return new String(secret, StandardCharsets.UTF_8);
  }

  private Connection find(OrganizationScope scope, UUID id) {
    return connections
        .find(scope.organization(), id)
        .orElseThrow(() -> Problem.notFound("connection"));
  }

  private Connection connection(
      OrganizationId organization,
      UUID id,
      ConnectionSettings settings,
      @Nullable Connection before,
      Instant createdAt) {
    http.check(settings.issuer());
    String claim = settings.groupClaim();
    if (settings.clientId().isBlank()
        || settings.clientId().length() > LONGEST
        || settings.issuer().length() > LONGEST
        || (claim != null && (claim.isBlank() || claim.length() > 200))) {
      throw Problem.invalid("Client id, issuer or group claim is empty or too long.");
    }
    String secret = settings.clientSecret();
    return new Connection(
        id,
        organization,
        new DisplayName(settings.name()).value(),
        settings.issuer(),
        settings.clientId(),
        secret == null
            ? Objects.requireNonNull(before).clientSecret()
            : new Connection.Sealed(
                vault.encrypt(organization, context(id), secret.getBytes(StandardCharsets.UTF_8))),
        claim,
        groups(settings),
        notOwner(settings.newMembersGet()),
        !Boolean.FALSE.equals(settings.enabled()),
        createdAt,
        before == null ? null : before.lastUsedAt(),
        before == null ? null : before.lastError());
  }

  private static List<GroupRole> groups(ConnectionSettings settings) {
    List<GroupRole> groups = Objects.requireNonNullElse(settings.groups(), List.of());
    if (groups.size() > MOST_GROUPS
        || groups.stream()
            .anyMatch(one -> one.group().isBlank() || one.group().length() > LONGEST)) {
      throw Problem.invalid("A group has a name, and there are at most %d.".formatted(MOST_GROUPS));
    }
    groups.forEach(one -> notOwner(one.role()));
    return groups;
  }

  private static @Nullable Role notOwner(@Nullable Role role) {
    if (role == Role.OWNER) {
      throw Problem.invalid(
          "Nobody becomes an owner by a group. Give the role admin, and make owners by hand.");
    }
    return role;
  }

  private ConnectionView view(Connection connection) {
    return new ConnectionView(
        connection.id(),
        connection.name(),
        connection.issuer(),
        connection.clientId(),
        connection.groupClaim(),
        connection.groups(),
        connection.newMembersGet(),
        connection.enabled(),
        SsoPaths.callback(platform),
        connection.createdAt(),
        connection.lastUsedAt(),
        connection.lastError());
  }

  private static String context(UUID connection) {
    return "single-sign-on/%s/client-secret".formatted(connection);
  }

  private static Problem taken() {
    return Problem.conflict(
        "name-taken", "The organization has a connection with this issuer and client id already.");
  }
}
