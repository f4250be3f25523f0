package dev.slipway.backend.sources;

import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Principal;
import jakarta.servlet.http.HttpServletRequest;

/** Who is at the git door and for which app; put into the request by {@link GitGuard}. */
sealed interface GitCaller {
  String ATTRIBUTE = GitCaller.class.getName();

  AppId app();

  /** May fetch, or push, as it asked. */
  record Person(Principal principal, AppScope scope) implements GitCaller {
    @Override
    public AppId app() {
      return scope.app();
    }
  }

  /** A running build: may fetch. */
  record Building(AppId app) implements GitCaller {}

  static GitCaller of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof GitCaller caller) {
      return caller;
    }
    throw new IllegalStateException("A git request came past the guard");
  }
}
