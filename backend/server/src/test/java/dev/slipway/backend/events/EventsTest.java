package dev.slipway.backend.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
class EventsTest {
  @Autowired EventLog events;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  TestTenant tenant;

  @BeforeEach
  void somebody() {
    tenant = tenants.create();
  }

  @Test
  void eventsAreReadPageByPageNewestFirst() {
    for (int i = 1; i <= 5; i++) {
      record("Event number " + i);
    }
    var messages = new ArrayList<String>();
    String after = "";
    int pages = 0;
    do {
      Answer page =
          http.get(
              path() + "?limit=2" + (after.isEmpty() ? "" : "&after=" + after), tenant.token());
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      page.json().path("items").forEach(item -> messages.add(item.path("message").asString()));
      after = page.json().path("next").isNull() ? "" : page.json().path("next").asString();
      pages++;
    } while (!after.isEmpty());
    assertThat(pages).isEqualTo(3);
    assertThat(messages)
        .containsExactly(
            "Event number 5",
            "Event number 4",
            "Event number 3",
            "Event number 2",
            "Event number 1");
    assertThat(
            http.get(
                    "/api/v1/organizations/%s/events".formatted(tenant.organization().value()),
                    tenant.token())
                .body())
        .contains("\"appSlug\":\"web\"");
  }

  @Test
  void aCursorOrSizeThatMakesNoSenseIsRefused() {
    for (String query :
        List.of("after=AAAA", "after=%27%20or%201=1", "limit=0", "limit=201", "limit=-1")) {
      Answer answer = http.get(path() + "?" + query, tenant.token());
      assertThat(answer.status()).as(query).isEqualTo(422);
      assertThat(answer.problem()).isEqualTo("validation-failed");
    }
  }

  @Test
  void anotherTenantsEventsAreNotThere() {
    TestTenant other = tenants.create();
    assertThat(http.get(path(), other.token()).status()).isEqualTo(404);
  }

  @Test
  void anEventGoesWithItsTransaction() {
    transaction.executeWithoutResult(status -> {
      // With the rights of whatever is being done; neither loses its own by it.
      assertThat(
              db.in(tenant.organization())
                  .sql("select count(*) from app")
                  .query(Integer.class)
                  .single())
          .isOne();
      events.record(event("Never happened"));
      assertThat(
              db.in(tenant.organization())
                  .sql("select count(*) from app")
                  .query(Integer.class)
                  .single())
          .isOne();
      status.setRollbackOnly();
    });
    transaction.executeWithoutResult(_ -> {
      var _ = db.system();
      events.record(event("Happened"));
      events.record(
          new NewEvent(
              NewEvent.Severity.INFO,
              "Tested",
              "Of the platform",
              null,
              null,
              null,
              null,
              null,
              null));
    });
    assertThat(http.get(path(), tenant.token()).body())
        .contains("Happened")
        .doesNotContain("Never");
  }

  @Test
  void whatIsDoneAndWhatIsRefusedIsWrittenDown() {
    TestTenant other = tenants.create();
    String mine = "/api/v1/organizations/%s/tokens".formatted(tenant.organization().value());
    assertThat(http.post(mine, tenant.token(), "{\"name\": \"ci\"}").status()).isEqualTo(201);
    assertThat(http.post(mine, tenant.token(), "{\"name\": \"ci\", \"days\": 0}").status())
        .isEqualTo(422);
    assertThat(http.post(mine, other.token(), "{\"name\": \"ci\"}").status()).isEqualTo(404);
    assertThat(http.get(mine, tenant.token()).status()).isEqualTo(200);

    assertThat(audit(tenant.organization()))
        .containsExactly(
            "Ada (test) tokens.create ok", "Ada (test) tokens.create validation-failed");
    assertThat(audit(null)).contains("Ada (test) tokens.create not-found");
  }

  private List<String> audit(@Nullable OrganizationId organization) {
    return transaction.execute(_ ->
        db.system()
            .sql(
                """
                select actor || ' ' || action || ' ' || outcome from audit_entry
                 where organization_id is not distinct from cast(:organization as uuid) order by id
                """)
            .param("organization", organization == null ? null : organization.value())
            .query(String.class)
            .list());
  }

  private void record(String message) {
    transaction.executeWithoutResult(_ -> events.record(event(message)));
  }

  private NewEvent event(String message) {
    return new NewEvent(
        NewEvent.Severity.INFO,
        "Tested",
        message,
        tenant.organization(),
        tenant.project(),
        tenant.app(),
        null,
        null,
        null);
  }

  private String path() {
    return "/api/v1/apps/%s/events".formatted(tenant.app().value());
  }
}
