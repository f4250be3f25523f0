package dev.slipway.backend.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.ConnectionSettings;
import dev.slipway.api.people.ConnectionView;
import dev.slipway.api.people.GroupRole;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SingleSignOnApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.TestSignIns;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Organizations with a real provider, and browsers that go there and come back. */
abstract class SsoTesting {
  static TestProvider provider;

  @Autowired SingleSignOnApi api;
  @Autowired Authorizer authorizer;
  @Autowired BeanFactory beans;
  @Autowired TestTenants tenants;
  @Autowired TestHttp http;
  @Autowired Db db;
  @Autowired TransactionTemplate transaction;
  TestTenant tenant;
  ConnectionView connection;
  String grace;

  @BeforeAll
  static void startProvider() {
    provider = new TestProvider();
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @BeforeEach
  void connect() {
    change("delete from sign_in_failure");
    tenant = tenants.create();
    grace = "grace-" + UUID.randomUUID();
    connection = create(Role.VIEWER);
  }

  String check(ConnectionView view) {
    return tenant.as(() -> api.check(tenant.organization().value(), view.id())).message();
  }

  Answer signIn(String person, ConnectionView to) {
    return come(leave(begin(to)), person);
  }

  Answer come(Answer left, String person) {
    return arrive(
        authorize(left.header("Location"), person), cookie(left, "slipway-away").orElseThrow());
  }

  Answer come(Answer left, String person, String signIn) {
    return arrive(
        authorize(left.header("Location"), person),
        cookie(left, "slipway-away").orElseThrow() + "; slipway=" + signIn);
  }

  Answer leave(String path, String signIn) {
    return http.send(browser(path).header("Cookie", "slipway=" + signIn).GET().build());
  }

  static String begin(ConnectionView to) {
    return "/login/sso/" + to.id();
  }

  Answer leave(String path) {
    return http.send(browser(path).GET().build());
  }

  /** What the provider sends the browser back to. */
  String authorize(String address, String person) {
    Answer answer =
        http.send(
            HttpRequest.newBuilder(URI.create(address))
                .header("Person", person)
                .header("Accept", "text/html")
                .GET()
                .build());
    assertThat(answer.header("Location"))
        .as(answer.body())
        .startsWith(TestProvider.REDIRECT)
        .doesNotContain("error=");
    return answer.header("Location").replace("http://slipway.example", "");
  }

  Answer arrive(String path, @Nullable String cookie) {
    HttpRequest.Builder request = browser(path).GET();
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    return http.send(request.build());
  }

  Optional<Principal> find(Answer answer) {
    return cookie(answer, "slipway")
        .map(cookie -> cookie.substring(cookie.indexOf('=') + 1))
        .flatMap(new TestSignIns(beans)::find);
  }

  static Optional<String> cookie(Answer answer, String name) {
    return answer.response().headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.split(";", 2)[0])
        .filter(cookie -> cookie.startsWith(name + "="))
        .filter(cookie -> !cookie.endsWith("="))
        .findFirst();
  }

  ConnectionView create(Role newMembersGet) {
    return tenant.as(() ->
        api.create(
            tenant.organization().value(), settings(TestProvider.CLIENT_SECRET, newMembersGet)));
  }

  ConnectionView update(@Nullable Role newMembersGet) {
    return tenant.as(() ->
        api.update(tenant.organization().value(), connection.id(), settings(null, newMembersGet)));
  }

  static ConnectionSettings settings(@Nullable String secret, @Nullable Role newMembersGet) {
    return new ConnectionSettings(
        "Acme",
        provider.issuer(),
        TestProvider.CLIENT,
        secret,
        "groups",
        List.of(new GroupRole("staff", Role.DEPLOYER), new GroupRole("engineers", Role.DEVELOPER)),
        newMembersGet,
        null);
  }

  List<ConnectionView> list() {
    return tenant.as(() -> api.list(tenant.organization().value()));
  }

  String role(Principal member) {
    return transaction.execute(_ ->
        db.system()
            .sql(
                "select role from membership where organization_id = :organization and person_id = :person")
            .param("organization", tenant.organization().value())
            .param("person", person(member).id().value())
            .query(String.class)
            .single());
  }

  static Caller.Person person(Principal principal) {
    return (Caller.Person) principal.caller();
  }

  static String refusal(Runnable call) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(
            dev.slipway.backend.kernel.Problem.class, call::run)
        .type();
  }

  void change(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }

  private HttpRequest.Builder browser(String path) {
    return http.request(path).header("Accept", "text/html");
  }
}
