package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.slipway.api.people.Role;
import dev.slipway.backend.AccessRow.For;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.RolePermissions;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.Statements;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.backend.testing.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drives every address of {@link AccessTable} as everybody who may not use it, and sees that
 * nothing was written. {@link DoorAccessTest} fails for an address that is in no table.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
  @Autowired TestHttp http;
  @Autowired TestTenants tenants;
  @Autowired ApiTokens tokens;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  AccessFixtures fixtures;
  Written written;

  @BeforeAll
  void everybody() {
    fixtures = new AccessFixtures(db, transaction, tokens, tenants, http);
    written = new Written(db, transaction);
  }

  @TestFactory
  Stream<DynamicTest> nobody() {
    return each(
        row -> row.whom() != For.ANYONE,
        row -> assertThat(drive(row, fixtures.ids, null).status()).isEqualTo(401));
  }

  @TestFactory
  Stream<DynamicTest> theOwnerOfAnotherOrganization() {
    String token = fixtures.stranger.token();
    return each(
        row -> row.right() != null || row.whom() == For.OPERATORS,
        row -> {
          Answer answer = drive(row, fixtures.ids, token);
          if (row.whom() == For.OPERATORS) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            return;
          }
          assertThat(answer.status()).as(answer.body()).isEqualTo(404);
          Map<String, String> unknown = unknown(row.variables());
          assertThat(without(answer, fixtures.ids))
              .as("answers as an id nobody has")
              .isEqualTo(without(drive(row, unknown, token), unknown));
        });
  }

  /** Else somebody with a good clock learns which ids there are. */
  @TestFactory
  Stream<DynamicTest> theOwnerOfAnotherOrganizationWithAClock() {
    // One of its own: all of these together would be more than one token may ask in a minute.
    String token = fixtures.anotherOfTheStranger();
    return each(
        row -> row.right() != null,
        row -> {
          Map<String, String> unknown = unknown(row.variables());
          // What is remembered or written down once is so after these.
          Answer _ = drive(row, fixtures.ids, token);
          Answer _ = drive(row, unknown, token);
          try (var statements = Statements.listen()) {
            Answer _ = drive(row, fixtures.ids, token);
            List<String> ofSomebody = statements.taken();
            Answer _ = drive(row, unknown, token);
            assertThat(ofSomebody).isNotEmpty().isEqualTo(statements.taken());
          }
        });
  }

  /** Operating the platform opens nothing that belongs to a tenant. */
  @TestFactory
  Stream<DynamicTest> anOperatorOfThePlatform() {
    String token = tenants.create().token();
    return each(
        row -> row.right() != null,
        row ->
            assertThat(drive(row, fixtures.ids, token).status())
                .isEqualTo(row.whom() == For.MEMBERS_AND_OPERATORS ? 200 : 404));
  }

  /** In their own organization, with the id of something in mine. */
  @TestFactory
  Stream<DynamicTest> theOwnerOfAnotherOrganizationInTheirOwn() {
    String token = fixtures.stranger.token();
    return each(
        row -> row.right() != null && row.variables().size() > 1 && !row.path().contains("{key}"),
        row -> {
          String last = row.variables().getLast();
          assertThat(fixtures.ids)
              .as("AccessFixtures makes one of everything that has an address")
              .containsKey(last);
          var crossed = new HashMap<>(AccessFixtures.places(fixtures.stranger));
          crossed.put(last, fixtures.ids.get(last));
          Answer answer = drive(row, crossed, token);
          assertThat(answer.status()).as(answer.body()).isEqualTo(404);
          var unknown = new HashMap<>(crossed);
          unknown.put(last, UUID.randomUUID().toString());
          assertThat(without(answer, crossed))
              .as("answers as an id nobody has")
              .isEqualTo(without(drive(row, unknown, token), unknown));
        });
  }

  @TestFactory
  Stream<DynamicTest> aTokenOfAnotherProject() {
    return otherProject(fixtures.ofAnotherProject());
  }

  @TestFactory
  Stream<DynamicTest> aMemberFromWhomTheProjectIsHidden() {
    return otherProject(fixtures.fromWhomItIsHidden());
  }

  private Stream<DynamicTest> otherProject(String token) {
    return Stream.concat(
        each(
            row -> row.right() != null && row.insideProject(),
            row ->
                assertThat(drive(row, fixtures.ids, token).status())
                    .as(row.address())
                    .isEqualTo(404)),
        each(
            row -> row.right() != null && !row.insideProject() && row.reads(),
            row -> {
              Answer answer = drive(row, fixtures.ids, token);
              if (row.right() == Permission.IMAGES_READ) {
                // As above: the registry that would be asked is not there.
                assertThat(answer.status()).isIn(403, 404, 503);
              } else {
                assertThat(answer.status()).isIn(200, 403);
              }
              assertThat(answer.body())
                  .doesNotContain(fixtures.ids.get("project"))
                  .doesNotContain(fixtures.ids.get("app"));
            }));
  }

  @TestFactory
  Stream<DynamicTest> aViewer() {
    String token = fixtures.member(Role.VIEWER);
    return each(
        row -> row.right() != null && row.whom() != For.OWN,
        row -> {
          boolean may = RolePermissions.of(Role.VIEWER).contains(row.right());
          decided(row, token, may);
        });
  }

  @TestFactory
  Stream<DynamicTest> aTokenForReading() {
    String token = fixtures.readOnly();
    return each(row -> row.right() != null, row -> decided(row, token, row.reads()));
  }

  private void decided(AccessRow row, String token, boolean may) {
    Answer answer = drive(row, fixtures.ids, token);
    if (may && row.right() == Permission.IMAGES_READ) {
      // No registry runs here: whoever gets as far as asking it is told so.
      Map<String, String> unknown = unknown(row.variables());
      assertThat(answer.status()).isIn(404, 503);
      assertThat(without(answer, fixtures.ids))
          .isNotEqualTo(without(drive(row, unknown, token), unknown));
    } else {
      assertThat(answer.status()).isEqualTo(may ? 200 : 403);
    }
  }

  @TestFactory
  Stream<DynamicTest> anApiTokenForWhatOnlyItsOwnerDoes() {
    String token = fixtures.mine.token();
    return each(
        row -> row.whom() == For.PEOPLE,
        row -> assertThat(drive(row, fixtures.ids, token).status()).isEqualTo(403));
  }

  /** Their token has ended with their membership. */
  @TestFactory
  Stream<DynamicTest> aRemovedMember() {
    String token = fixtures.removed();
    return each(
        row -> row.whom() != For.ANYONE,
        row -> assertThat(drive(row, fixtures.ids, token).status()).isEqualTo(401));
  }

  /** One test for each row; none of them may write. */
  private Stream<DynamicTest> each(Predicate<AccessRow> which, Consumer<AccessRow> check) {
    return AccessTable.ROWS.stream()
        .filter(which)
        .map(row ->
            dynamicTest(
                row.address(),
                () -> {
                  List<String> before = written.now();
                  check.accept(row);
                  assertThat(written.now()).as("nothing is written").isEqualTo(before);
                }));
  }

  private Answer drive(AccessRow row, Map<String, String> ids, @Nullable String token) {
    return http.headOf(row.verb(), path(row, ids), token, row.body());
  }

  private static String path(AccessRow row, Map<String, String> ids) {
    String path = row.path();
    for (String variable : row.variables()) {
      path =
          path.replace(
              "{" + variable + "}", ids.getOrDefault(variable, UUID.randomUUID().toString()));
    }
    return path;
  }

  private static Map<String, String> unknown(List<String> variables) {
    var ids = new HashMap<String, String>();
    variables.forEach(variable -> ids.put(variable, UUID.randomUUID().toString()));
    ids.put("key", "STOLEN");
    return ids;
  }

  /** All that was answered, less the ids that were asked for and the date. */
  private static String without(Answer answer, Map<String, String> ids) {
    String body = answer.body();
    for (String id : new ArrayList<>(ids.values())) {
      body = body.replace(id, "*");
    }
    var headers = new TreeMap<>(answer.response().headers().map());
    // What the server says of the time, the connection and the caller's budget.
    headers.keySet().removeIf(name -> name.matches("(?i)date|connection|keep-alive|ratelimit.*"));
    return answer.status() + " " + headers + " " + body;
  }
}
