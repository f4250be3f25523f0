package dev.slipway.console.testing;

import dev.slipway.api.people.CompleteSetup;
import dev.slipway.api.people.CreateToken;
import dev.slipway.api.people.MeApi;
import dev.slipway.api.people.MeView;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.NewTokenView;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SetupApi;
import dev.slipway.api.people.SetupView;
import dev.slipway.api.people.TokenView;
import dev.slipway.api.people.TokensApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ada, who owns Acme. */
public class InMemoryPeople implements SetupApi, MeApi {
  public boolean needed;
  public @Nullable CompleteSetup completed;

  @Override
  public SetupView state() {
    return new SetupView(needed);
  }

  @Override
  public MeView complete(CompleteSetup request) {
    completed = request;
    needed = false;
    return me();
  }

  @Override
  public MeView me() {
    return new MeView(
        Samples.id(9),
        "Ada Lovelace",
        "ada@acme.example",
        true,
        List.of(new MembershipView(Samples.ORGANIZATION, "acme", "Acme", Role.OWNER)));
  }

  /** Tokens that authenticate nobody. */
  public static class Tokens implements TokensApi {
    private final List<TokenView> all = new ArrayList<>();

    @Override
    public List<TokenView> list(UUID organization) {
      return List.copyOf(all);
    }

    @Override
    public NewTokenView create(UUID organization, CreateToken request) {
      var token =
          new TokenView(
              UUID.randomUUID(),
              request.name(),
              "wxyz",
              "Ada",
              Samples.NOW,
              Samples.NOW.plusSeconds(86_400L * 90),
              null,
              null);
      all.add(token);
      return new NewTokenView(token, "slpp_example" + all.size());
    }

    @Override
    public void revoke(UUID organization, UUID token) {
      all.removeIf(one -> one.id().equals(token));
    }
  }
}
