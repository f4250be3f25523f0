package dev.slipway.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.slipway.api.people.Role;
import dev.slipway.backend.DoorTable.Door;
import dev.slipway.backend.DoorTable.Says;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenants;
import dev.slipway.backend.testing.Written;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Nothing answers that is in no table; and what stands in {@link DoorTable} is driven as everybody
 * who may not use it.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorAccessTest {
  private static final Pattern MATCHER = Pattern.compile("PathPattern \\[([^\\]]+)]");

  @Autowired List<RequestMappingInfoHandlerMapping> mappings;
  @Autowired List<SecurityFilterChain> chains;
  @Autowired ServletContext servlets;
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

  @Test
  void everyAddressIsInATable() {
    var found = new TreeSet<String>();
    mappings.forEach(mapping -> found.addAll(addresses(mapping.getHandlerMethods().keySet())));
    servlets.getServletRegistrations().values().stream()
        .map(ServletRegistration::getMappings)
        .flatMap(Collection::stream)
        .forEach(mapping -> found.add("servlet " + mapping));
    standsBefore().stream()
        .filter(matcher -> matcher.contains(" /login"))
        .forEach(matcher -> found.add("filter " + matcher));
    List<String> table =
        Stream.concat(
                AccessTable.ROWS.stream().map(AccessRow::address),
                DoorTable.DOORS.stream().map(Door::handler).distinct())
            .toList();
    assertThat(found)
        .as("add the address to AccessTable with the right it needs, or to DoorTable")
        .isSubsetOf(table);
    assertThat(table).as("no longer there").isSubsetOf(found).doesNotHaveDuplicates();
  }

  @Test
  void everyChainOfFiltersIsKnown() {
    Set<String> known = new TreeSet<>(DoorTable.CHAINS);
    known.add("/form-token");
    assertThat(standsBefore()).isEqualTo(known);
  }

  /** What is described is there, and what is there is described. */
  @Test
  void theDescriptionOfTheApiIsTheTable() {
    var described = new TreeSet<String>();
    http.get("/api/v1/openapi.json", null)
        .json()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .propertyNames()
                .forEach(
                    verb -> described.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(described)
        .isEqualTo(
            AccessTable.ROWS.stream()
                .map(AccessRow::address)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @TestFactory
  Stream<DynamicTest> everybodyGetsTheirAnswer() {
    var callers = new ArrayList<@Nullable String>();
    callers.add(null);
    callers.add(fixtures.stranger.token());
    callers.add(fixtures.ofAnotherProject());
    callers.add(fixtures.member(Role.VIEWER));
    callers.add(fixtures.readOnly());
    callers.add(fixtures.removed());
    return DoorTable.DOORS.stream()
        .flatMap(door ->
            IntStream.range(0, callers.size())
                .mapToObj(i ->
                    dynamicTest(
                        door.line() + ": " + DoorTable.CALLERS.get(i),
                        () -> {
                          List<String> before = written.now();
                          Answer answer = drive(door, callers.get(i));
                          assertThat(answer.status())
                              .as(answer.body())
                              .isEqualTo(door.answers().get(i));
                          assertThat(written.now()).as("nothing is written").isEqualTo(before);
                        })));
  }

  private Answer drive(Door door, @Nullable String token) {
    String path =
        door.path()
            .replace("{repository}", fixtures.mine.slug() + "/shop/production/web")
            .replace("{connection}", UUID.randomUUID().toString())
            // Of one that exists the inbox keeps what was refused.
            .replace("{hook}", "0".repeat(32));
    ThreadLocalRandom random = ThreadLocalRandom.current();
    var headers = new ArrayList<String>();
    // Guessing is counted by network.
    headers.add("X-Forwarded-For");
    headers.add("198.18.%d.%d".formatted(random.nextInt(256), random.nextInt(256)));
    if (token != null) {
      headers.add("Authorization");
      headers.add(
          door.says() == Says.BEARER
              ? "Bearer " + token
              : "Basic " + Base64.getEncoder().encodeToString(("any:" + token).getBytes(UTF_8)));
    }
    boolean form = door.path().startsWith("/registry/token") && door.verb().equals("POST");
    if (form) {
      headers.add("Content-Type");
      headers.add("application/x-www-form-urlencoded");
    }
    return http.send(door.verb(), path, null, null, headers.toArray(String[]::new));
  }

  private static Set<String> addresses(Set<RequestMappingInfo> mappings) {
    var addresses = new TreeSet<String>();
    for (RequestMappingInfo mapping : mappings) {
      var methods = mapping.getMethodsCondition().getMethods();
      for (String path : mapping.getPatternValues()) {
        if (methods.isEmpty()) {
          addresses.add("ANY " + path);
        }
        methods.forEach(method -> addresses.add(method + " " + path));
      }
    }
    return addresses;
  }

  /** Less the one that takes all the rest, which refuses it. */
  private Set<String> standsBefore() {
    var matchers = new TreeSet<String>();
    for (SecurityFilterChain chain : chains) {
      String text = ((DefaultSecurityFilterChain) chain).getRequestMatcher().toString();
      MATCHER.matcher(text).results().forEach(found -> matchers.add(found.group(1)));
    }
    return matchers;
  }
}
