package dev.slipway.backend.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.api.logs.ChangesApi;
import dev.slipway.api.people.Role;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What somebody has open ends when it is told that their right to it has. That this takes no second
 * is not measured, as it depends on the machine: the guard of this test asks by itself once an
 * hour, so what ends has ended because it was told.
 */
@ServerTest
class GuardTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  @Autowired Authorizer authorizer;
  @Autowired ChangeFeed feed;
  @Autowired InstantSource clock;
  @Autowired Guard everybodys;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  TestTenant tenant;
  Principal member;
  UUID person;
  UUID signIn;
  Guard guard;
  ChangesApi changes;

  @BeforeEach
  void somebodySignedIn() {
    guard = new Guard(authorizer, feed, clock, NEVER);
    changes = new Changes(authorizer, feed, guard);
    tenant = tenants.create();
    person = id(tenants.member(tenant, Role.DEVELOPER));
    signIn = UUID.randomUUID();
    change(
        """
        insert into sign_in
          (id, person_id, token_hash, rights_epoch, created_at, last_seen_at, expires_at, address, user_agent)
        values ('%s', '%s', sha256('%s'), 0, now(), now(), now() + interval '30 minutes', '', '')
        """
            .formatted(signIn, person, signIn));
    member = new Principal(new Caller.Person(new PersonId(person), "Grace", false), signIn, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from membership where person_id = '{person}'",
        "update person set rights_epoch = rights_epoch + 1 where id = '{person}'",
        "delete from sign_in where id = '{sign_in}'",
      })
  void anOpenViewOfTheConsoleEnds(String sql) throws Exception {
    var lost = new CountDownLatch(1);
    var _ =
        tenant.as(
            member, () -> changes.watch(tenant.organization().value(), _ -> {}, lost::countDown));
    change(sql);
    assertThat(lost.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aSignInThatExpiresEndsWhatIsOpen() throws Exception {
    change(
        "update sign_in set expires_at = now() + interval '1 second' where id = '%s'"
            .formatted(signIn));
    var lost = new CountDownLatch(1);
    var _ =
        tenant.as(
            member, () -> changes.watch(tenant.organization().value(), _ -> {}, lost::countDown));
    assertThat(lost.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aHiddenProjectIsHeardOfNoMore() {
    var seen = new CopyOnWriteArrayList<ChangesApi.Change>();
    try (var watch =
        tenant.as(member, () -> changes.watch(tenant.organization().value(), seen::addAll))) {
      change("update app set replicas = 2 where id = '%s'".formatted(tenant.app().value()));
      await().atMost(LONG).until(() -> heardOfApp(seen));
      change(
          "insert into role_override values (gen_random_uuid(), '%s', '%s', '%s', null, 'NONE', now())"
              .formatted(tenant.organization().value(), person, tenant.project().value()));
      await()
          .during(Duration.ofMillis(300))
          .atMost(LONG)
          .until(() -> {
            seen.clear();
            change("update app set replicas = 3 where id = '%s'".formatted(tenant.app().value()));
            return !heardOfApp(seen);
          });
      assertThat(watch).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update api_token set revoked_at = now() where organization_id = '{organization}'",
        "delete from membership where organization_id = '{organization}'",
      })
  void anOpenStreamEnds(String sql) throws Exception {
    for (String path : List.of(changes(), logs(), buildLog())) {
      tenant = tenants.create();
      UUID build = build();
      String address =
          path.replace("{organization}", tenant.organization().value().toString())
              .replace("{app}", tenant.app().value().toString())
              .replace("{build}", build.toString());
      var request =
          http.request(address)
              .header("Authorization", "Bearer " + tenant.token())
              .header("Accept", "text/event-stream")
              .build();
      HttpClient client = HttpClient.newHttpClient();
      try {
        var ended = client.sendAsync(request, BodyHandlers.ofString());
        await().atMost(LONG).until(() -> everybodys.watches(tenant.person()));
        change(sql);
        assertThat(ended).as(path).succeedsWithin(LONG).matches(end -> end.statusCode() == 200);
      } finally {
        client.shutdownNow();
        change("update build set state = 'CANCELED' where id = '%s'".formatted(build));
      }
    }
  }

  @Test
  void theNextRequestIsRefusedAtOnce() {
    assertThat(http.get("/api/v1/me", tenant.token()).status()).isEqualTo(200);
    change(
        "update api_token set revoked_at = now() where organization_id = '%s'"
            .formatted(tenant.organization().value()));
    assertThat(http.get("/api/v1/me", tenant.token()).status()).isEqualTo(401);
  }

  @Test
  void whatEndsByItselfIsWatchedNoMore() {
    var whose = new PersonId(person);
    var watch = tenant.as(member, () -> changes.watch(tenant.organization().value(), _ -> {}));
    assertThat(guard.watches(whose)).isTrue();
    watch.close();
    watch.close();
    assertThat(guard.watches(whose)).isFalse();
  }

  private static String changes() {
    return "/api/v1/organizations/{organization}/changes";
  }

  private static String logs() {
    return "/api/v1/apps/{app}/logs?follow=true";
  }

  private static String buildLog() {
    return "/api/v1/builds/{build}/log/stream";
  }

  /** One that waits, so that its log is not over. */
  private UUID build() {
    UUID id = UUID.randomUUID();
    change(
        """
        insert into build (id, organization_id, app_id, source, ref, state, since, image_repository, created_at)
        values ('%s', '%s', '%s', '{}', 'main', 'QUEUED', now(), 'x/y/z/web', now())
        """
            .formatted(id, tenant.organization().value(), tenant.app().value()));
    return id;
  }

  private boolean heardOfApp(List<ChangesApi.Change> seen) {
    return seen.stream().anyMatch(one -> tenant.app().value().equals(one.app()));
  }

  private void change(String sql) {
    String statement =
        sql.replace("{person}", person.toString())
            .replace("{sign_in}", signIn.toString())
            .replace("{organization}", tenant.organization().value().toString());
    transaction.executeWithoutResult(_ -> db.system().sql(statement).update());
  }

  private static UUID id(Principal principal) {
    if (principal.caller() instanceof Caller.Person person) {
      return person.id().value();
    }
    throw new IllegalArgumentException("Not a person");
  }
}
