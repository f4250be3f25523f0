package dev.slipway.console.testing;

import dev.slipway.api.people.CompleteSetup;
import dev.slipway.api.people.CreateToken;
import dev.slipway.api.people.MeApi;
import dev.slipway.api.people.MeView;
import dev.slipway.api.people.MembershipView;
import dev.slipway.api.people.NewTokenView;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.ScopeView;
import dev.slipway.api.people.SetupApi;
import dev.slipway.api.people.SetupView;
import dev.slipway.api.people.SignInView;
import dev.slipway.api.people.SignInsApi;
import dev.slipway.api.people.TokenKind;
import dev.slipway.api.people.TokenView;
import dev.slipway.api.people.TokensApi;
import dev.slipway.api.people.UpdateMe;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ada, who owns Acme. */
public class InMemoryPeople implements SetupApi, MeApi, SignInsApi {
  public List<MembershipView> organizations = ofAcme(Role.OWNER);
  public String name = "Ada Lovelace";
  public final List<SignInView> signIns = new ArrayList<>(samples());
  public boolean operator = true;
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
    return new MeView(Samples.id(9), name, "ada@acme.example", operator, operator, organizations);
  }

  @Override
  public MeView update(UpdateMe request) {
    name = request.name();
    return me();
  }

  @Override
  public List<SignInView> list() {
    return List.copyOf(signIns);
  }

  @Override
  public void end(UUID signIn) {
    signIns.removeIf(one -> one.id().equals(signIn));
  }

  @Override
  public void endOthers() {
    signIns.removeIf(one -> !one.current());
  }

  public static List<MembershipView> ofAcme(Role role) {
    return List.of(new MembershipView(Samples.ORGANIZATION, "acme", "Acme", role, Rights.of(role)));
  }

  private static List<SignInView> samples() {
    return List.of(
        signIn(60, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", true),
        signIn(61, "Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile Safari/604.1", false));
  }

  private static SignInView signIn(int id, String userAgent, boolean current) {
    return new SignInView(
        Samples.id(id),
        Samples.NOW,
        Samples.NOW,
        Samples.NOW.plusSeconds(1800),
        "192.0.2." + id,
        userAgent,
        current);
  }

  /** Tokens that authenticate nobody. */
  public static class Tokens implements TokensApi {
    public final List<CreateToken> asked = new ArrayList<>();
    public TokenView.Expiry expiry = TokenView.Expiry.FINE;
    private final List<TokenView> all = new ArrayList<>();

    @Override
    public List<ScopeView> scopes() {
      return Stream.of(
              "organization:read",
              "apps:read",
              "apps:write",
              "deployments:read",
              "deployments:write",
              "source:write",
              "images:write")
          .map(scope -> new ScopeView(scope, scope.split(":", 2)[0], "Lets you " + scope))
          .toList();
    }

    @Override
    public List<TokenView> list(UUID organization) {
      return List.copyOf(all);
    }

    @Override
    public NewTokenView create(UUID organization, CreateToken request) {
      asked.add(request);
      var token =
          new TokenView(
              UUID.randomUUID(),
              request.name(),
              request.kind() == null ? TokenKind.PERSONAL : request.kind(),
              request.role(),
              request.scopes(),
              request.project(),
              request.project() == null ? null : "shop",
              request.app(),
              request.app() == null ? null : "web",
              "wxyz",
              "Ada",
              Samples.NOW,
              Samples.NOW.plusSeconds(86_400L * 90),
              expiry,
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
