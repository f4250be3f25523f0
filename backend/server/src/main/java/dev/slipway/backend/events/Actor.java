package dev.slipway.backend.events;

import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.ClientAddress;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, by what proof and from where, as the audit has it.
 *
 * @param kind such as {@code person}, {@code token}, {@code build}, {@code outside}, {@code nobody}
 * @param person who signed in, or owns the token
 * @param userAgent what the client says it is; empty where there is none
 */
public record Actor(
    String kind,
    String name,
    @Nullable UUID person,
    @Nullable UUID token,
    @Nullable UUID signIn,
    String address,
    String userAgent) {
  private static final int LONGEST = 200;

  public Actor {
    name = Texts.oneLine(name, LONGEST);
    userAgent = Texts.oneLine(userAgent, LONGEST);
  }

  /** Whoever this thread works for. */
  public static Actor current() {
    return CurrentCaller.find()
        .map(Actor::of)
        .orElseGet(() -> somebody("nobody", "nobody", ClientAddress.current()));
  }

  /** Somebody known by name only. */
  public static Actor somebody(String kind, String name, String address) {
    return new Actor(kind, name, null, null, null, address, ClientAddress.userAgent());
  }

  public static Actor of(Principal principal) {
    Caller caller = principal.caller();
    UUID person =
        switch (caller) {
          case Caller.Person someone -> someone.id().value();
          case Caller.Token token -> token.owner().value();
          default -> null;
        };
    return new Actor(
        caller.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        principal.getName(),
        person,
        principal.token(),
        principal.signIn(),
        ClientAddress.current(),
        ClientAddress.userAgent());
  }
}
