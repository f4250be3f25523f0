package dev.slipway.backend.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.ConnectionSettings;
import dev.slipway.api.people.ConnectionView;
import dev.slipway.api.people.GroupRole;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SingleSignOnApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.TestSignIns;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Signing in through a real provider, from the first redirect to the cookie. */
@ServerTest
class SingleSignOnTest {
  private static TestProvider provider;

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

  @Test
  void whoIsNewBecomesAMemberWithTheRoleOfTheHighestGroup() {
    provider.know(grace, Map.of("name", "Grace Hopper", "groups", List.of("staff", "engineers")));
    Principal signedIn = find(signIn(grace, connection)).orElseThrow();
    assertThat(signedIn.getName()).isEqualTo("Grace Hopper");
    assertThat(role(signedIn)).isEqualTo("DEVELOPER");
    assertThat(tenant.as(signedIn, () -> authorizer.app(tenant.app(), Permission.APPS_WRITE)).app())
        .isEqualTo(tenant.app());
    assertThat(list().getFirst().lastUsedAt()).isNotNull();
    assertThat(list().getFirst().lastError()).isNull();
  }

  @Test
  void theRoleFollowsTheGroupsAtEachSignIn() {
    provider.know(grace, Map.of("groups", List.of("engineers")));
    Principal first = find(signIn(grace, connection)).orElseThrow();
    assertThat(role(first)).isEqualTo("DEVELOPER");
    provider.know(grace, Map.of("groups", List.of()));
    Principal second = find(signIn(grace, connection)).orElseThrow();
    assertThat(second.caller()).isEqualTo(first.caller());
    assertThat(role(second)).isEqualTo("VIEWER");
  }

  @Test
  void theAuditSaysWhichProviderGaveWhichRole() {
    provider.know(grace, Map.of("name", "Grace Hopper", "groups", List.of("engineers")));
    assertThat(find(signIn(grace, connection))).isPresent();
    provider.know(grace, Map.of("name", "Grace Hopper", "groups", List.of()));
    assertThat(find(signIn(grace, connection))).isPresent();
    assertThat(find(signIn(grace, connection))).isPresent();
    List<String> books =
        transaction.execute(_ ->
            db.system()
                .sql(
                    """
                    select action || ' ' || actor || ' ' || target_name || ' ' || changes from audit_entry
                     where organization_id = :organization and target_type = 'membership' order by seq
                    """)
                .param("organization", tenant.organization().value())
                .query((row, _) -> row.getString(1))
                .list());
    assertThat(books).hasSize(2);
    assertThat(books.getFirst())
        .startsWith("members.join single sign-on Acme Grace Hopper")
        .contains("\"role\":[null,\"DEVELOPER\"]");
    assertThat(books.getLast())
        .startsWith("members.change single sign-on Acme Grace Hopper")
        .contains("\"role\":[\"DEVELOPER\",\"VIEWER\"]");
  }

  @Test
  void aDeletedOrganizationHasNoDoor() {
    change(
        "update organization set deleted_at = now() where id = '%s'"
            .formatted(tenant.organization().value()));
    assertThat(api.choices(tenant.slug())).isEmpty();
    assertThat(leave(begin(connection)).header("Location")).endsWith("/login?sso=gone");
  }

  @Test
  void anOwnerStaysOne() {
    provider.know(grace, Map.of("groups", List.of("engineers")));
    Principal member = find(signIn(grace, connection)).orElseThrow();
    change(
        "update membership set role = 'OWNER' where person_id = '%s'"
            .formatted(person(member).id().value()));
    assertThat(role(find(signIn(grace, connection)).orElseThrow())).isEqualTo("OWNER");
  }

  @Test
  void whoIsInNoGroupThatHasARoleIsRefused() {
    ConnectionView strict = update(null);
    assertThat(signIn(grace, strict).header("Location")).endsWith("/login?sso=no-role");
    assertThat(list().getFirst().lastError()).contains("none of the groups");
  }

  @Test
  void anEmailOfAnAccountHereLetsNobodyInToIt() {
    provider.know(grace, Map.of("email", tenant.slug() + "@example.com", "email_verified", true));
    Answer answer = signIn(grace, connection);
    assertThat(answer.header("Location")).endsWith("/login?sso=account-link-required");
    assertThat(find(answer)).isEmpty();
  }

  @Test
  void itsOwnerConnectsAnAccountThatExists() {
    String ada = new TestSignIns(beans).cookie(tenant.person());
    String path = invitation(ada);
    Answer left = leave(path, ada);
    assertThat(come(left, grace, ada).header("Location")).endsWith("/profile");
    Principal again = find(signIn(grace, connection)).orElseThrow();
    assertThat(person(again).id()).isEqualTo(tenant.person());
    assertThat(leave(path, ada).header("Location")).as("once").endsWith("/login?sso=expired");
  }

  @Test
  void theWayToConnectOpensNothingForAnybodyElse() {
    var signIns = new TestSignIns(beans);
    String ada = signIns.cookie(tenant.person());
    String path = invitation(ada);
    assertThat(leave(path).header("Location")).as("nobody").endsWith("/login?sso=expired");
    String bob = signIns.cookie(tenants.create().person());
    assertThat(leave(path, bob).header("Location")).as("another").endsWith("/login?sso=expired");
    String elsewhere = signIns.cookie(tenant.person());
    assertThat(leave(path, elsewhere).header("Location"))
        .as("another sign-in")
        .endsWith("/login?sso=expired");
  }

  @Test
  void whoComesBackToConnectIsStillSignedInAsWhoLeft() {
    var signIns = new TestSignIns(beans);
    String ada = signIns.cookie(tenant.person());
    Answer left = leave(invitation(ada), ada);
    String back = authorize(left.header("Location"), grace);
    String away = cookie(left, "slipway-away").orElseThrow();
    String bob = signIns.cookie(tenants.create().person());
    assertThat(arrive(back, away).header("Location")).endsWith("/login?sso=expired");
    assertThat(arrive(back, away + "; slipway=" + bob).header("Location"))
        .endsWith("/login?sso=expired");
    assertThat(person(find(signIn(grace, connection)).orElseThrow()).id())
        .isNotEqualTo(tenant.person());
  }

  @Test
  void whoComesBackWithoutHavingLeftIsCountedAndWrittenDownOnce() {
    for (int i = 0; i < 20; i++) {
      assertThat(arrive("/login/sso/callback", null).status()).isEqualTo(302);
    }
    assertThat(arrive("/login/sso/callback", null).status()).isEqualTo(429);
    long written =
        transaction.execute(_ ->
            db.system()
                .sql(
                    """
                    select count(*) from audit_entry
                     where action = 'signin' and outcome = 'refused' and at > now() - interval '10 seconds'
                    """)
                .query(Long.class)
                .single());
    assertThat(written).isLessThanOrEqualTo(1);
  }

  private String invitation(String cookie) {
    Principal principal = new TestSignIns(beans).find(cookie).orElseThrow();
    return tenant
        .as(principal, () -> api.connect(tenant.organization().value(), connection.id()))
        .path();
  }

  @Test
  void whoWasRemovedStaysRemoved() {
    Principal member = find(signIn(grace, connection)).orElseThrow();
    change("delete from membership where person_id = '%s'".formatted(person(member).id().value()));
    assertThat(signIn(grace, connection).header("Location")).endsWith("/login?sso=removed");
  }

  @Test
  void theSignInEntersThisOrganizationOnly() {
    Principal member = find(signIn(grace, connection)).orElseThrow();
    TestTenant other = tenants.create();
    change(
        """
        insert into membership (organization_id, person_id, role, created_at)
        values ('%s', '%s', 'OWNER', now())
        """
            .formatted(other.organization().value(), person(member).id().value()));
    assertThat(
            refusal(
                () -> tenant.as(member, () -> authorizer.app(other.app(), Permission.APPS_READ))))
        .isEqualTo("not-found");
    AppId mine = tenant.app();
    assertThat(tenant.as(member, () -> authorizer.app(mine, Permission.APPS_READ)).app())
        .isEqualTo(mine);
  }

  @Test
  void theStateCountsOnceAndOnlyInTheBrowserThatLeft() {
    Answer left = leave(begin(connection));
    String back = authorize(left.header("Location"), grace);
    assertThat(arrive(back, "slipway-away=another").header("Location"))
        .endsWith("/login?sso=expired");
    assertThat(arrive(back, null).header("Location")).endsWith("/login?sso=expired");
    String cookie = cookie(left, "slipway-away").orElseThrow();
    assertThat(arrive(back, cookie).header("Location")).endsWith("/");
    assertThat(arrive(back, cookie).header("Location")).endsWith("/login?sso=expired");
  }

  @Test
  void aWrongClientSecretIsToldToTheOwner() {
    ConnectionView _ =
        tenant.as(() ->
            api.update(
                tenant.organization().value(), connection.id(), settings("wrong", Role.VIEWER)));
    assertThat(signIn(grace, connection).header("Location")).endsWith("/login?sso=provider");
    assertThat(list().getFirst().lastError()).contains("client secret");
  }

  @Test
  void aConnectionIsCheckedByAskingTheProvider() {
    assertThat(check(connection)).contains("answers");
    assertThat(api.choices(tenant.slug()).getFirst().name()).isEqualTo("Acme");
    assertThat(api.choices("nobody-has-this")).isEmpty();
  }

  private String check(ConnectionView view) {
    return tenant.as(() -> api.check(tenant.organization().value(), view.id())).message();
  }

  private Answer signIn(String person, ConnectionView to) {
    return come(leave(begin(to)), person);
  }

  private Answer come(Answer left, String person) {
    return arrive(
        authorize(left.header("Location"), person), cookie(left, "slipway-away").orElseThrow());
  }

  private Answer come(Answer left, String person, String signIn) {
    return arrive(
        authorize(left.header("Location"), person),
        cookie(left, "slipway-away").orElseThrow() + "; slipway=" + signIn);
  }

  private Answer leave(String path, String signIn) {
    return http.send(http.request(path).header("Cookie", "slipway=" + signIn).GET().build());
  }

  private static String begin(ConnectionView to) {
    return "/login/sso/" + to.id();
  }

  private Answer leave(String path) {
    return http.send(http.request(path).GET().build());
  }

  /** What the provider sends the browser back to. */
  private String authorize(String address, String person) {
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

  private Answer arrive(String path, @Nullable String cookie) {
    HttpRequest.Builder request = http.request(path).GET();
    if (cookie != null) {
      request.header("Cookie", cookie);
    }
    return http.send(request.build());
  }

  private Optional<Principal> find(Answer answer) {
    return cookie(answer, "slipway")
        .map(cookie -> cookie.substring(cookie.indexOf('=') + 1))
        .flatMap(new TestSignIns(beans)::find);
  }

  private static Optional<String> cookie(Answer answer, String name) {
    return answer.response().headers().allValues("Set-Cookie").stream()
        .map(cookie -> cookie.split(";", 2)[0])
        .filter(cookie -> cookie.startsWith(name + "="))
        .filter(cookie -> !cookie.endsWith("="))
        .findFirst();
  }

  private ConnectionView create(Role newMembersGet) {
    return tenant.as(() ->
        api.create(
            tenant.organization().value(), settings(TestProvider.CLIENT_SECRET, newMembersGet)));
  }

  private ConnectionView update(@Nullable Role newMembersGet) {
    return tenant.as(() ->
        api.update(tenant.organization().value(), connection.id(), settings(null, newMembersGet)));
  }

  private static ConnectionSettings settings(
      @Nullable String secret, @Nullable Role newMembersGet) {
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

  private List<ConnectionView> list() {
    return tenant.as(() -> api.list(tenant.organization().value()));
  }

  private String role(Principal member) {
    return transaction.execute(_ ->
        db.system()
            .sql(
                "select role from membership where organization_id = :organization and person_id = :person")
            .param("organization", tenant.organization().value())
            .param("person", person(member).id().value())
            .query(String.class)
            .single());
  }

  private static Caller.Person person(Principal principal) {
    return (Caller.Person) principal.caller();
  }

  private static String refusal(Runnable call) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(
            dev.slipway.backend.kernel.Problem.class, call::run)
        .type();
  }

  private void change(String sql) {
    transaction.executeWithoutResult(_ -> db.system().sql(sql).update());
  }
}
