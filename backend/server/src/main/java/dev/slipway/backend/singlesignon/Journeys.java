package dev.slipway.backend.singlesignon;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.signin.Oneself;
import dev.slipway.backend.signin.Secrets;
import dev.slipway.backend.singlesignon.JourneyRepository.Journey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * To a provider and back: the state counts once, in the browser that left. Not in transactions:
 * providers are asked in between.
 */
@Service
class Journeys {
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final JourneyRepository journeys;
  private final SsoConnectionRepository connections;
  private final SingleSignOn settings;
  private final Provider provider;
  private final SsoMembers members;
  private final PlatformProperties platform;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Journeys(
      JourneyRepository journeys,
      SsoConnectionRepository connections,
      SingleSignOn settings,
      Provider provider,
      SsoMembers members,
      PlatformProperties platform,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.journeys = journeys;
    this.connections = connections;
    this.settings = settings;
    this.provider = provider;
    this.members = members;
    this.platform = platform;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** For a person who connects their account: proves to {@link #leave} that they asked for it. */
  String invite(OrganizationId organization, UUID connection, Oneself.Here here) {
    String invitation = Secrets.next();
    begin(
        invitation,
        bound(invitation, here.signIn()),
        new Journey(organization, connection, here.person()));
    return invitation;
  }

  /**
   * @param browser for the cookie of the browser that leaves
   * @param invitation of somebody who connects their account; null: somebody who signs in
   * @param signIn of this browser, if any; only that of whoever made the invitation may use it
   * @return the provider's address to go to
   */
  String leave(UUID id, String browser, @Nullable String invitation, @Nullable UUID signIn)
      throws SsoFailure {
    Connection connection = connection(id);
    PersonId person = invitation == null ? null : invited(connection, invitation, signIn);
    String state = Secrets.next();
    try {
      ProviderDescription description = provider.describe(connection.issuer());
      begin(
          state,
          person == null ? browser : bound(browser, signIn),
          new Journey(connection.organization(), id, person));
      var query = new LinkedHashMap<String, String>();
      query.put("response_type", "code");
      query.put("client_id", connection.clientId());
      query.put("redirect_uri", SsoPaths.callback(platform));
      query.put("scope", "openid profile email");
      query.put("state", state);
      query.put("nonce", derived("nonce", browser));
      query.put("code_challenge", base64(Secrets.hash(derived("verifier", browser))));
      query.put("code_challenge_method", "S256");
      String separator = description.authorize().contains("?") ? "&" : "?";
      return description.authorize() + separator + Provider.encode(query);
    } catch (SsoFailure e) {
      outcome(connection, e.getMessage());
      throw e;
    }
  }

  /**
   * @param browser from the cookie
   * @param signIn of this browser, if any
   * @param answer what the provider sent back along with the state
   */
  Arrival arrive(String state, String browser, @Nullable UUID signIn, Answer answer)
      throws SsoFailure {
    Journey journey =
        end(state, browser)
            .or(() -> end(state, bound(browser, signIn)))
            .orElseThrow(() -> new SsoFailure("expired", "The sign-in took too long."));
    Connection connection = connection(journey.connection());
    try {
      String code = answer.code();
      if (code == null) {
        throw new SsoFailure(
            "refused", "The provider refused the sign-in: %s.".formatted(answer.reason()));
      }
      if (answer.issuer() != null && !connection.issuer().equals(answer.issuer())) {
        throw SsoFailure.provider("Another provider answered than the one asked.");
      }
      Arrival arrival = arrive(connection, journey, code, browser);
      outcome(connection, null);
      return arrival;
    } catch (SsoFailure e) {
      outcome(connection, e.getMessage());
      throw e;
    }
  }

  private Arrival arrive(Connection connection, Journey journey, String code, String browser)
      throws SsoFailure {
    ProviderDescription description = provider.describe(connection.issuer());
    Provider.Tokens tokens =
        provider.redeem(
            description,
            connection,
            settings.secret(connection),
            code,
            derived("verifier", browser),
            SsoPaths.callback(platform));
    var claims =
        new Claims(
            IdTokens.verify(
                tokens.idToken(),
                provider.keys(description),
                connection,
                derived("nonce", browser)));
    String userInfo = description.userInfo();
    if (userInfo != null && !claims.has(connection.groupClaim())) {
      claims = provider.complete(claims, userInfo, tokens);
    }
    PersonId person = journey.person();
    if (person == null) {
      return new Arrival(members.enter(connection, claims), connection.organization(), false);
    }
    members.connect(connection, claims, person);
    return new Arrival(person, connection.organization(), true);
  }

  private PersonId invited(Connection connection, String invitation, @Nullable UUID signIn)
      throws SsoFailure {
    Journey journey =
        end(invitation, bound(invitation, signIn))
            .filter(known -> known.connection().equals(connection.id()))
            .orElseThrow(() -> new SsoFailure("expired", "The way to connect took too long."));
    PersonId person = journey.person();
    if (person == null) {
      throw new SsoFailure("expired", "This is no invitation to connect.");
    }
    return person;
  }

  private Optional<Journey> end(String state, String browser) {
    return Objects.requireNonNull(
        transaction.execute(_ -> journeys.end(state, browser, clock.instant())));
  }

  private Connection connection(UUID id) throws SsoFailure {
    return transaction
        .<Optional<Connection>>execute(_ -> connections.find(id))
        .orElseThrow(() -> new SsoFailure("gone", "There is no such connection."));
  }

  private void begin(String state, String browser, Journey journey) {
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        _ -> journeys.begin(state, browser, journey, now, now.plus(PATIENCE)));
  }

  private void outcome(Connection connection, @Nullable String error) {
    transaction.executeWithoutResult(_ -> connections.outcome(connection, error, clock.instant()));
  }

  /**
   * Who connects an account has to be signed in as its owner all the way: a link that was given to
   * somebody else opens nothing.
   */
  private static String bound(String browser, @Nullable UUID signIn) {
    return browser + "/" + signIn;
  }

  /** Both are the browser's secret in another form: none of them is kept here. */
  private static String derived(String what, String browser) {
    return base64(Secrets.hash(what + "/" + browser));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @param code null when the provider refused
   * @param issuer whom the answer says it is from; null when it does not say
   * @param error a word of the standard; whatever else it is, is not repeated
   */
  record Answer(@Nullable String code, @Nullable String issuer, @Nullable String error) {
    String reason() {
      return error != null && error.matches("[a-z_]{1,60}") ? error : "it does not say why";
    }
  }

  /**
   * @param connected whether an account was connected, and nobody signs in
   */
  record Arrival(PersonId person, OrganizationId organization, boolean connected) {}
}
