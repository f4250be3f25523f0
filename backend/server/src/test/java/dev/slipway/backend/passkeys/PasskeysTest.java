package dev.slipway.backend.passkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.people.AddPasskey;
import dev.slipway.api.people.PasskeyOptions;
import dev.slipway.api.people.PasskeyView;
import dev.slipway.api.people.PasskeysApi;
import dev.slipway.api.people.RenamePasskey;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.TestSignIns;
import dev.slipway.backend.signin.Welcome;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class PasskeysTest {
  private static final String HOST = "slipway.example";

  @Autowired PasskeysApi api;
  @Autowired Passkeys passkeys;
  @Autowired Attempts attempts;
  @Autowired Welcome welcome;
  @Autowired BeanFactory beans;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  Principal ada;
  TestAuthenticator laptop;

  @BeforeEach
  void somebodyWhoIsSignedIn() throws Exception {
    change("delete from sign_in_failure");
    tenant = tenants.create();
    ada = new TestSignIns(beans).start(tenant.person());
    laptop = new TestAuthenticator(HOST, "http://" + HOST);
  }

  @Test
  void aPasskeyThatWasAddedSignsIn() throws Exception {
    PasskeyView added = add("Laptop", laptop);
    assertThat(added.name()).isEqualTo("Laptop");
    assertThat(added.lastUsedAt()).isNull();

    var response = signIn(laptop.get(challenge(api.authentication())));
    assertThat(response.getRedirectedUrl()).isEqualTo("/");
    String cookie = Objects.requireNonNull(response.getCookie("slipway")).getValue();
    assertThat(new TestSignIns(beans).find(cookie).orElseThrow().getName()).isEqualTo("Ada");
    assertThat(passkeys.list(tenant.person()).getFirst().lastUsedAt()).isNotNull();
  }

  @Test
  void anAnswerCountsOnce() throws Exception {
    PasskeyView _ = add("Laptop", laptop);
    String answer = laptop.get(challenge(api.authentication()));
    assertThat(passkeys.verify(answer)).isEqualTo(tenant.person());
    assertProblem("unauthenticated", () -> passkeys.verify(answer));
  }

  @Test
  void aChallengeNobodyGaveIsRefused() throws Exception {
    PasskeyView _ = add("Laptop", laptop);
    assertProblem("unauthenticated", () -> passkeys.verify(laptop.get("bm90IGdpdmVu")));
    assertThat(signIn("{}").getRedirectedUrl()).isEqualTo("/login?passkey");
  }

  @Test
  void anotherSitesAnswerIsRefused() throws Exception {
    var phished = new TestAuthenticator(HOST, "http://slipway.example.evil.example");
    assertProblem("validation-failed", () -> add("Phished", phished));
    assertThat(passkeys.list(tenant.person())).isEmpty();
  }

  @Test
  void aCopyWhoseCounterIsBehindIsRefused() throws Exception {
    PasskeyView _ = add("Laptop", laptop);
    assertThat(passkeys.verify(laptop.get(challenge(api.authentication()), 7)))
        .isEqualTo(tenant.person());
    assertProblem(
        "unauthenticated", () -> passkeys.verify(laptop.get(challenge(api.authentication()), 7)));
  }

  @Test
  void severalHaveNamesAndOneThatIsRemovedSignsInNoMore() throws Exception {
    PasskeyView first = add("Laptop", laptop);
    PasskeyView _ = add("Phone", new TestAuthenticator(HOST, "http://" + HOST));
    PasskeyView renamed =
        tenant.as(ada, () -> api.rename(first.id(), new RenamePasskey("Old laptop")));
    assertThat(renamed.name()).isEqualTo("Old laptop");
    assertThat(passkeys.list(tenant.person()))
        .extracting(PasskeyView::name)
        .containsExactly("Old laptop", "Phone");
    remove(ada, first);
    assertThat(passkeys.list(tenant.person())).hasSize(1);
    assertProblem(
        "unauthenticated", () -> passkeys.verify(laptop.get(challenge(api.authentication()))));
  }

  @Test
  void nobodyRemovesSomebodyElses() throws Exception {
    PasskeyView mine = add("Laptop", laptop);
    TestTenant other = tenants.create();
    Principal stranger = new TestSignIns(beans).start(other.person());
    assertProblem("not-found", () -> remove(stranger, mine));
  }

  @Test
  void removingNeedsARecentProof() throws Exception {
    PasskeyView added = add("Laptop", laptop);
    change(
        "update sign_in set proved_at = null where person_id = '%s'"
            .formatted(tenant.person().value()));
    assertProblem("step-up-required", () -> remove(ada, added));
  }

  private PasskeyView add(String name, TestAuthenticator authenticator) throws Exception {
    PasskeyOptions options = tenant.as(ada, api::registration);
    String credential = authenticator.create(challenge(options));
    return tenant.as(ada, () -> api.add(new AddPasskey(name, credential)));
  }

  private void remove(Principal somebody, PasskeyView passkey) {
    var _ =
        tenant.as(
            somebody,
            () -> {
              api.remove(passkey.id());
              return true;
            });
  }

  private MockHttpServletResponse signIn(String credential) throws Exception {
    var request = new MockHttpServletRequest("POST", "/login/passkey");
    request.addHeader("Accept", "text/html");
    request.setParameter("credential", credential);
    var response = new MockHttpServletResponse();
    new PasskeyFilter(passkeys, attempts, welcome)
        .doFilter(request, response, new MockFilterChain());
    return response;
  }

  private static String challenge(PasskeyOptions options) {
    JsonNode json = new JsonMapper().readTree(options.publicKey());
    return json.path("challenge").asString();
  }

  private static void assertProblem(String type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
  }

  private void change(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }
}
