package dev.slipway.backend.feed;

import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * How many streams each caller of the API has open: each holds a connection and a thread for as
 * long as it likes, which no limit of requests in a minute sees.
 */
@Component
public class OpenStreams {
  private static final int MOST = 20;

  private final Map<UUID, Integer> open = new ConcurrentHashMap<>();

  /**
   * Opens a stream that gives its place back when it is closed.
   *
   * @throws Problem too-many-streams
   */
  public Subscription with(Supplier<Subscription> stream) {
    Subscription place = enter();
    try {
      Subscription opened = stream.get();
      return () -> {
        place.close();
        opened.close();
      };
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  /**
   * @return what gives the place back, once, however often it is closed
   * @throws Problem too-many-streams
   */
  private Subscription enter() {
    UUID whose = whose(CurrentCaller.principal());
    int now = open.merge(whose, 1, Integer::sum);
    if (now > MOST) {
      leave(whose);
      throw Problem.of(
          Problem.Kind.TOO_MANY,
          "too-many-streams",
          "You have %d streams open, which is the most. Close one, then open this one again."
              .formatted(MOST));
    }
    var left = new AtomicBoolean();
    return () -> {
      if (left.compareAndSet(false, true)) {
        leave(whose);
      }
    };
  }

  private void leave(UUID whose) {
    Integer _ = open.computeIfPresent(whose, (_, count) -> count == 1 ? null : count - 1);
  }

  /** A person's own tokens and sign-ins count together. */
  private static UUID whose(Principal principal) {
    UUID token = principal.token();
    return switch (principal.caller()) {
      case Caller.Person person -> person.id().value();
      case Caller.Token machine when machine.machine() && token != null -> token;
      case Caller.Token personal -> personal.owner().value();
      case Caller.Pod _ when token != null -> token;
      case Caller.Pod _, Caller.Build _, Caller.Outside _ -> throw CurrentCaller.nobody();
    };
  }
}
