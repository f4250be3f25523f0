package dev.slipway.backend.tenants;

import static dev.slipway.backend.security.Permission.PLATFORM_OPERATE;
import static dev.slipway.backend.security.Permission.TOKENS_WRITE;

import dev.slipway.api.people.CreateToken;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.TokenKind;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.TokenRights;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a new token may be: never more than whoever makes it. */
final class TokenRules {
  private static final Role USUAL = Role.DEPLOYER;

  private TokenRules() {}

  /**
   * @param place project and app of the request, which the maker sees
   */
  static TokenRights rights(OrganizationScope maker, CreateToken request, Place place) {
    TokenKind kind = Objects.requireNonNullElse(request.kind(), TokenKind.PERSONAL);
    mayMake(maker, kind);
    return new TokenRights(
        kind,
        role(maker, kind, request.role()),
        scopes(maker, kind, request.scopes()),
        project(maker, place),
        app(kind, place));
  }

  record Place(@Nullable UUID project, @Nullable UUID app) {}

  private static void mayMake(OrganizationScope maker, TokenKind kind) {
    maker.requireOfToken(TOKENS_WRITE);
    if (kind != TokenKind.PERSONAL) {
      maker.require(TOKENS_WRITE);
    } else if (maker.caller() instanceof Caller.Token token && token.machine()) {
      throw Problem.forbidden(
          "A token that belongs to no person cannot make a personal one. Ask for kind ORGANIZATION.");
    }
  }

  private static @Nullable Role role(
      OrganizationScope maker, TokenKind kind, @Nullable Role asked) {
    return switch (kind) {
      case PERSONAL -> {
        if (asked != null) {
          throw Problem.invalid("A personal token has its owner's role. Leave role out.");
        }
        yield null;
      }
      case WORKLOAD -> {
        if (asked != null && asked != Role.VIEWER) {
          throw Problem.invalid("A workload token only reads. Leave role out.");
        }
        yield Role.VIEWER;
      }
      case ORGANIZATION -> ofMachine(maker, asked == null ? USUAL : asked);
    };
  }

  private static Role ofMachine(OrganizationScope maker, Role role) {
    if (role == Role.OWNER) {
      throw Problem.invalid(
          "A token cannot be an owner. The role is ADMIN, DEVELOPER, DEPLOYER or VIEWER.");
    }
    Role own = maker.role();
    if (own == null || !own.atLeast(role)) {
      throw Problem.forbidden("A token cannot have a role above yours.");
    }
    return role;
  }

  private static @Nullable Set<String> scopes(
      OrganizationScope maker, TokenKind kind, @Nullable List<String> asked) {
    Set<String> own = maker.scopes();
    if (asked == null) {
      return own;
    }
    var scopes = new TreeSet<String>();
    for (String scope : asked) {
      scopes.add(known(scope));
    }
    if (scopes.isEmpty()) {
      throw Problem.invalid(
          "A token without any scope may do nothing. Name some, or leave scopes out for all.");
    }
    if (kind != TokenKind.PERSONAL && scopes.contains(PLATFORM_OPERATE.scope())) {
      throw Problem.invalid("platform:operate is for personal tokens of operators.");
    }
    if (own != null && !own.containsAll(scopes)) {
      scopes.removeAll(own);
      throw Problem.forbidden(
          "This API token cannot give what it has not: %s.".formatted(String.join(", ", scopes)));
    }
    return scopes;
  }

  private static String known(@Nullable String scope) {
    if (scope == null || Permission.of(scope).isEmpty()) {
      String shown = scope == null ? "null" : scope.substring(0, Math.min(scope.length(), 100));
      throw Problem.invalid(
          "There is no scope \"%s\". The scopes are: %s."
              .formatted(
                  shown,
                  Arrays.stream(Permission.values())
                      .map(Permission::scope)
                      .collect(Collectors.joining(", "))));
    }
    return scope;
  }

  private static @Nullable UUID project(OrganizationScope maker, Place place) {
    UUID only = maker.visible().only();
    if (only != null && place.project() != null && !only.equals(place.project())) {
      throw Problem.notFound("project");
    }
    return place.project() == null ? only : place.project();
  }

  private static @Nullable UUID app(TokenKind kind, Place place) {
    if ((kind == TokenKind.WORKLOAD) != (place.app() != null)) {
      throw Problem.invalid(
          kind == TokenKind.WORKLOAD
              ? "A workload token is one app's. Name the app."
              : "Only a workload token is an app's. Leave app out, or ask for kind WORKLOAD.");
    }
    return place.app();
  }
}
