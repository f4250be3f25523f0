package dev.slipway.console.testing;

import dev.slipway.api.people.ConnectionCheck;
import dev.slipway.api.people.ConnectionSettings;
import dev.slipway.api.people.ConnectionView;
import dev.slipway.api.people.SignInChoice;
import dev.slipway.api.people.SingleSignOnApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Acme's connections. */
public class InMemorySingleSignOn implements SingleSignOnApi {
  public final List<ConnectionView> all = new ArrayList<>();

  @Override
  public List<ConnectionView> list(UUID organization) {
    return List.copyOf(all);
  }

  @Override
  public ConnectionView create(UUID organization, ConnectionSettings request) {
    ConnectionView view = view(UUID.randomUUID(), request, null);
    all.add(view);
    return view;
  }

  @Override
  public ConnectionView update(UUID organization, UUID connection, ConnectionSettings request) {
    delete(organization, connection);
    ConnectionView view = view(connection, request, null);
    all.add(view);
    return view;
  }

  @Override
  public void delete(UUID organization, UUID connection) {
    all.removeIf(one -> one.id().equals(connection));
  }

  @Override
  public ConnectionCheck check(UUID organization, UUID connection) {
    return new ConnectionCheck(true, "The provider answers and has 2 keys.");
  }

  @Override
  public SignInChoice connect(UUID organization, UUID connection) {
    return new SignInChoice(connection, "Acme", "/login/sso/" + connection);
  }

  @Override
  public List<SignInChoice> choices(String slug) {
    return all.stream()
        .map(one -> new SignInChoice(one.id(), one.name(), "/login/sso/" + one.id()))
        .toList();
  }

  public static ConnectionView view(UUID id, ConnectionSettings request, @Nullable String error) {
    return new ConnectionView(
        id,
        request.name(),
        request.issuer(),
        request.clientId(),
        request.groupClaim(),
        Objects.requireNonNullElse(request.groups(), List.of()),
        request.newMembersGet(),
        true,
        "https://slipway.example/login/sso/callback",
        Samples.NOW,
        null,
        error);
  }
}
