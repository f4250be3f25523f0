package dev.slipway.backend;

import static java.util.Objects.requireNonNull;

import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.TestAddresses;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An organization with one of everything that has an address, and tokens of everybody who knocks
 * there.
 */
final class AccessFixtures {
  private static final String DEPLOYED =
      """
      with b as (insert into build (id, organization_id, app_id, source, ref, state, since, image_repository,
                                    failure_type, failure, created_at, finished_at)
                 values (:build, :organization, :app, '{}', 'main', 'FAILED', now(), 'x/y/z/web', 'build-failed',
                         'It failed.', now(), now())),
           r as (insert into revision (id, organization_id, app_id, number, image_repository, image_digest, spec,
                                       config, routes, created_at)
                 values (:revision, :organization, :app, 1, 'x/y/z/web', 'sha256:' || repeat('0', 64),
                         (select spec from app where id = :app), '{}', '[]', now())),
           s as (insert into service (id, organization_id, environment_id, app_id, name, type, address, port,
                                      target_port, created_at)
                 values (:service, :organization, :environment, :app, 'web', 'CLUSTER_IP',
                         cast(:address as inet), 80, 8080,
                         now()))
      insert into deployment (id, organization_id, app_id, number, trigger, triggered_by, strategy, build_id,
                              revision_id, state, state_since, progress_at, created_at, finished_at)
      values (:deployment, :organization, :app, 1, 'MANUAL', 'test', 'ROLLING', :build, :revision, 'COMPLETE',
              now(), now(), now(), now())
      """;
  private static final String POD =
      """
      insert into pod (id, organization_id, project_id, environment_id, app_id, deployment_id, revision_id, name,
                       created_at, intent, intent_since)
      select :id, app.organization_id, app.project_id, app.environment_id, app.id, deployment.id,
             deployment.revision_id, 'slp-web-1-' || substr(cast(:id as text), 1, 6), now(), 'STOP', now()
        from deployment join app on app.id = deployment.app_id
       where deployment.id = :deployment
      """;
  private static final String RUN =
      """
      insert into job_run (id, organization_id, project_id, app_id, deployment_id, revision_id, number, name, trigger,
                           triggered_by, spec, created_at, state, state_since)
      select :id, app.organization_id, app.project_id, app.id, deployment.id, deployment.revision_id, 1, 'web-1',
             'MANUAL', 'test', '{}', now(), 'RUNNING', now()
        from deployment join app on app.id = deployment.app_id
       where deployment.id = :deployment
      """;
  private static final String DELIVERED =
      """
      insert into webhook_delivery (id, organization_id, webhook_id, app_id, delivery, event, verdict, reason, received_at)
      values (:delivery, :organization, :webhook, :app, 'd1', 'push', 'SKIPPED', 'Nothing was pushed.', now())
      """;
  private static final String OTHER_PROJECT =
      "insert into project (id, organization_id, slug, created_at) values (:id, :organization, 'other', now())";
  private static final String HOST =
      """
      insert into repository_host_key (id, organization_id, host, key_type, public_key, fingerprint, seen_at)
      values (:id, :organization, 'git.example.org', 'ssh-ed25519', repeat('A', 68), 'SHA256:x', now())
      """;
  private static final String HIDE =
      """
      insert into role_override (id, organization_id, person_id, project_id, role, created_at)
      values (:id, :organization, :person, :project, 'NONE', now())
      """;

  private final Db db;
  private final TransactionTemplate transaction;
  private final ApiTokens tokens;
  private final TestTenants tenants;
  final TestTenant mine;
  final TestTenant stranger;

  /** What stands for each variable of an address. */
  final Map<String, String> ids = new LinkedHashMap<>();

  AccessFixtures(
      Db db,
      TransactionTemplate transaction,
      ApiTokens tokens,
      TestTenants tenants,
      TestHttp http) {
    this.db = db;
    this.transaction = transaction;
    this.tokens = tokens;
    this.tenants = tenants;
    this.mine = tenants.create();
    this.stranger = tenants.create();
    for (TestTenant tenant : new TestTenant[] {mine, stranger}) {
      write("update person set operator = false where id = :id", "id", tenant.person().value());
    }
    ids.putAll(places(mine));
    ids.put("key", "STOLEN");
    var rows =
        new Object[] {
          "organization", mine.organization().value(),
          "environment", mine.environment().value(),
          "app", mine.app().value(),
          "build", made("build"),
          "revision", made("revision"),
          "service", made("service"),
          "address", TestAddresses.service(),
          "deployment", made("deployment")
        };
    write(DEPLOYED, rows);
    write(
        POD,
        "id",
        made("pod"),
        "deployment",
        UUID.fromString(requireNonNull(ids.get("deployment"))));
    write(
        RUN,
        "id",
        made("run"),
        "deployment",
        UUID.fromString(requireNonNull(ids.get("deployment"))));
    String app = "/api/v1/apps/" + mine.app().value();
    String organization = "/api/v1/organizations/" + mine.organization().value();
    ids.put("person", person(Role.DEPLOYER).value().toString());
    make(http, "invitation", organization + "/invitations", "{\"role\": \"VIEWER\"}");
    set(http, organization + "/config/STOLEN");
    make(http, "token", organization + "/tokens", "{\"name\": \"ci\"}");
    make(http, "connection", organization + "/single-sign-on", AccessTable.CONNECTION);
    make(
        http,
        "registry",
        organization + "/registries",
        """
        {"name": "ours", "kind": "OTHER", "host": "localhost:1", "user": "ada", "password": "x"}
        """);
    make(http, "webhook", app + "/webhooks", null);
    write(
        DELIVERED,
        "delivery",
        made("delivery"),
        "organization",
        mine.organization().value(),
        "webhook",
        UUID.fromString(requireNonNull(ids.get("webhook"))),
        "app",
        mine.app().value());
    made("preview");
    made("node");
    make(
        http,
        "credential",
        organization + "/git-credentials",
        "{\"name\": \"shop\", \"kind\": \"DEPLOY_KEY\"}");
    write(HOST, "id", made("host"), "organization", mine.organization().value());
    make(
        http,
        "volume",
        "/api/v1/environments/" + mine.environment().value() + "/volumes",
        "{\"name\": \"data\", \"sizeBytes\": 16777216}");
    make(
        http, "route", app + "/routes", "{\"host\": \"%s.apps.localhost\"}".formatted(mine.slug()));
  }

  static Map<String, String> places(TestTenant tenant) {
    return Map.of(
        "organization", tenant.organization().value().toString(),
        "project", tenant.project().value().toString(),
        "environment", tenant.environment().value().toString(),
        "app", tenant.app().value().toString());
  }

  /** Somebody of mine with this role. */
  String member(Role role) {
    return token(person(role));
  }

  /** My own, for reading only. */
  String readOnly() {
    String token = token(mine.person());
    String scopes =
        Arrays.stream(Permission.values())
            .map(Permission::scope)
            .filter(scope -> scope.endsWith(":read"))
            .collect(Collectors.joining(",", "{", "}"));
    limit("update api_token set scopes = cast(:limit as text[])", mine.person(), scopes);
    return token;
  }

  /** My own, for another project of mine. */
  String ofAnotherProject() {
    UUID other = UUID.randomUUID();
    write(OTHER_PROJECT, "id", other, "organization", mine.organization().value());
    PersonId owner = person(Role.OWNER);
    String token = token(owner);
    limit("update api_token set project_id = cast(:limit as uuid)", owner, other.toString());
    return token;
  }

  /** A developer from whom the project is hidden. */
  String fromWhomItIsHidden() {
    PersonId person = person(Role.DEVELOPER);
    write(
        HIDE,
        "id",
        UUID.randomUUID(),
        "organization",
        mine.organization().value(),
        "person",
        person.value(),
        "project",
        mine.project().value());
    return token(person);
  }

  /** Was an owner, and is no member any more. */
  String removed() {
    PersonId person = person(Role.OWNER);
    String token = token(person);
    write("delete from membership where person_id = :id", "id", person.value());
    return token;
  }

  String anotherOfTheStranger() {
    return tokens
        .create(stranger.organization(), stranger.person(), "another", Duration.ofDays(1))
        .secret();
  }

  private PersonId person(Role role) {
    Principal member = tenants.member(mine, role);
    if (member.caller() instanceof Caller.Person someone) {
      return someone.id();
    }
    throw new IllegalStateException("Not a person");
  }

  private String token(PersonId person) {
    return tokens.create(mine.organization(), person, "access", Duration.ofDays(1)).secret();
  }

  private void limit(String update, PersonId person, String limit) {
    write(
        update
            + " where id = (select id from api_token where person_id = :person order by id desc limit 1)",
        "limit",
        limit,
        "person",
        person.value());
  }

  private UUID made(String name) {
    UUID id = UUID.randomUUID();
    ids.put(name, id.toString());
    return id;
  }

  /** A variable that everything in the organization has. */
  private void set(TestHttp http, String path) {
    String body = "{\"value\": \"mine\", \"secret\": false}";
    TestHttp.Answer answer = http.send("PUT", path, mine.token(), body);
    if (answer.status() != 200) {
      throw new IllegalStateException(path + ": " + answer.body());
    }
  }

  private void make(
      TestHttp http, String name, String path, @org.jspecify.annotations.Nullable String body) {
    TestHttp.Answer answer = http.send("POST", path, mine.token(), body);
    String id = answer.json().findPath("id").asString();
    if (id.isEmpty()) {
      throw new IllegalStateException(path + ": " + answer.body());
    }
    ids.put(name, id);
  }

  private void write(String sql, Object... parameters) {
    transaction.executeWithoutResult(_ -> {
      var statement = db.system().sql(sql);
      for (int i = 0; i < parameters.length; i += 2) {
        statement = statement.param((String) parameters[i], parameters[i + 1]);
      }
      int _ = statement.update();
    });
  }
}
