package dev.slipway.console.testing;

import dev.slipway.api.repositories.AppRepositoryApi;
import dev.slipway.api.repositories.AppRepositoryView;
import dev.slipway.api.repositories.CheckRepository;
import dev.slipway.api.repositories.CheckView;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.CredentialKind;
import dev.slipway.api.repositories.CredentialView;
import dev.slipway.api.repositories.HostKeyView;
import dev.slipway.api.repositories.ReplaceToken;
import dev.slipway.api.repositories.RepositoriesApi;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A deploy key, a token, and whatever a test makes. */
public class InMemoryRepositories implements RepositoriesApi {
  public final List<CredentialView> all = new ArrayList<>();
  public final List<CreateCredential> created = new ArrayList<>();
  public final List<CheckRepository> checked = new ArrayList<>();
  public CheckView answer = new CheckView(true, "a".repeat(40), null, null);

  public InMemoryRepositories() {
    forget();
  }

  public final void forget() {
    all.clear();
    created.clear();
    checked.clear();
    answer = new CheckView(true, "a".repeat(40), null, null);
    all.add(view(Samples.id(70), null, CreateCredential.deployKey("acme/shop")));
    all.add(
        view(
            Samples.id(71),
            null,
            new CreateCredential("ci", CredentialKind.TOKEN, "github.com", null, "x", true, null)));
  }

  static CredentialView view(UUID id, @Nullable UUID app, CreateCredential request) {
    boolean key = request.kind() == CredentialKind.DEPLOY_KEY;
    return new CredentialView(
        id,
        app,
        request.name() == null ? "web" : request.name(),
        request.kind(),
        key ? null : request.host(),
        key ? null : "x-access-token",
        key ? "ssh-ed25519 AAAAexample slipway" : null,
        key ? "SHA256:example" : null,
        false,
        Boolean.TRUE.equals(request.reportsStatus()),
        request.forge(),
        1,
        "Ada",
        Samples.NOW,
        Samples.NOW);
  }

  @Override
  public List<CredentialView> list(UUID organization) {
    return List.copyOf(all);
  }

  @Override
  public CredentialView create(UUID organization, CreateCredential request) {
    created.add(request);
    CredentialView made = view(UUID.randomUUID(), null, request);
    all.add(made);
    return made;
  }

  @Override
  public CredentialView replace(UUID organization, UUID credential, ReplaceToken request) {
    return all.getLast();
  }

  @Override
  public CredentialView rotate(UUID organization, UUID credential) {
    return all.getFirst();
  }

  @Override
  public void delete(UUID organization, UUID credential) {
    all.removeIf(one -> one.id().equals(credential));
  }

  @Override
  public CheckView check(UUID organization, CheckRepository request) {
    checked.add(request);
    return answer;
  }

  @Override
  public List<HostKeyView> hosts(UUID organization) {
    return List.of(
        new HostKeyView(
            Samples.id(72), "git.example.org", "ssh-ed25519", "SHA256:met", Samples.NOW),
        new HostKeyView(null, "github.com", "ssh-ed25519", "SHA256:known", null));
  }

  @Override
  public void forget(UUID organization, UUID host) {}

  /** Of any app; none has a credential before a test makes one. */
  public static class OfApp implements AppRepositoryApi {
    public @Nullable CredentialView own;

    @Override
    public AppRepositoryView repository(UUID app) {
      return new AppRepositoryView(own, "b".repeat(40), Samples.NOW, null);
    }

    @Override
    public CredentialView set(UUID app, CreateCredential request) {
      CredentialView made = view(UUID.randomUUID(), app, request);
      own = made;
      return made;
    }

    @Override
    public CredentialView rotate(UUID app) {
      return set(app, CreateCredential.deployKey(null));
    }

    @Override
    public void remove(UUID app) {
      own = null;
    }

    @Override
    public CheckView check(UUID app) {
      return new CheckView(false, null, "repository-refused", "The repository refused our key.");
    }
  }
}
