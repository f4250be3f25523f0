package dev.slipway.backend.testing;

import dev.slipway.api.apps.AppSource;
import dev.slipway.api.apps.AppSpec;
import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.database.Json;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.kernel.EnvironmentId;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.ProjectId;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes tenants for tests, in the test's transaction if there is one. */
public class TestTenants {
  private static final String INSERT =
      """
      with o as (insert into organization values (:organization, :slug, 'Test', now())),
           p as (insert into person (id, email, name, operator, created_at)
                 values (:person, :slug || '@example.com', 'Ada', true, now())),
           m as (insert into membership values (:organization, :person, 'OWNER', now())),
           j as (insert into project (id, organization_id, slug, created_at)
                 values (:project, :organization, 'shop', now())),
           e as (insert into environment (id, organization_id, project_id, slug, created_at)
                 values (:environment, :organization, :project, 'production', now()))
      insert into app
        (id, organization_id, project_id, environment_id, slug, kind, source, spec, replicas, created_at)
      values (:app, :organization, :project, :environment, 'web', 'WEB',
              cast(:source as jsonb), cast(:spec as jsonb), 1, now())
      """;

  private final Db db;
  private final TransactionTemplate transaction;
  private final Authorizer authorizer;
  private final ApiTokens tokens;
  private final Json json;

  TestTenants(
      Db db, TransactionTemplate transaction, Authorizer authorizer, ApiTokens tokens, Json json) {
    this.db = db;
    this.json = json;
    this.transaction = transaction;
    this.authorizer = authorizer;
    this.tokens = tokens;
  }

  public TestTenant create() {
    return transaction.execute(_ -> insert());
  }

  /** Somebody else who belongs to the tenant's organization, signed in. */
  public Principal member(TestTenant tenant, Role role) {
    var person = new PersonId(UUID.randomUUID());
    transaction.executeWithoutResult(_ -> {
      int _ =
          db.system()
              .sql(
                  """
                  with p as (insert into person (id, email, name, created_at)
                             values (:person, :person || '@example.com', 'Grace', now()))
                  insert into membership (organization_id, person_id, role, created_at)
                  values (:organization, :person, :role, now())
                  """)
              .param("person", person.value())
              .param("organization", tenant.organization().value())
              .param("role", role.name())
              .update();
    });
    return new Principal(new Caller.Person(person, "Grace", false), null, null);
  }

  /**
   * Epoch of a leadership that nobody contests, for {@code Reconciler.reconcile} and {@code
   * Db.leader}.
   */
  public long lead() {
    return transaction.execute(_ ->
        db.system()
            .sql(
                """
                insert into leader (epoch, holder, renewed_at) values (1, 'test', now())
                on conflict (only_row) do update set epoch = leader.epoch + 1, renewed_at = now()
                returning epoch
                """)
            .query(Long.class)
            .single());
  }

  private TestTenant insert() {
    UUID id = UUID.randomUUID();
    var rows =
        new TestTenant.Rows(
            new OrganizationId(id),
            "t" + id.toString().substring(0, 12).replace("-", ""),
            new PersonId(UUID.randomUUID()),
            new ProjectId(UUID.randomUUID()),
            new EnvironmentId(UUID.randomUUID()),
            new AppId(UUID.randomUUID()));
    Map<String, ?> ids =
        Map.of(
            "organization", rows.organization().value(),
            "slug", rows.slug(),
            "person", rows.person().value(),
            "project", rows.project().value(),
            "environment", rows.environment().value(),
            "app", rows.app().value(),
            "source", json.write(AppSource.pushed()),
            "spec", json.write(AppSpec.web(8080)));
    int _ = db.system().sql(INSERT).params(ids).update();
    var token = tokens.create(rows.organization(), rows.person(), "test", Duration.ofDays(1));
    return new TestTenant(authorizer, tokens, rows, token.secret());
  }
}
