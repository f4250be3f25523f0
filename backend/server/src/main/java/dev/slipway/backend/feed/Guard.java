package dev.slipway.backend.feed;

import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Ends what stays open, such as a stream, when the right to it ends: at once when a role, a sign-in
 * or a token changes, and when a sign-in or token expires.
 */
@Component
public class Guard {
  private static final Set<String> OF_PEOPLE = Set.of("person", "membership", "role_override");

  /** A net under the events: a change that nobody told is noticed too. */
  private static final Duration AT_LATEST = Duration.ofSeconds(5);

  private final Authorizer authorizer;
  private final InstantSource clock;
  private final Duration atLatest;
  private final Set<GuardPost> posts = ConcurrentHashMap.newKeySet();

  @Autowired
  Guard(Authorizer authorizer, ChangeFeed feed, InstantSource clock) {
    this(authorizer, feed, clock, AT_LATEST);
  }

  /**
   * @param atLatest after how long to ask even if nothing was told
   */
  Guard(Authorizer authorizer, ChangeFeed feed, InstantSource clock, Duration atLatest) {
    this.authorizer = authorizer;
    this.clock = clock;
    this.atLatest = atLatest;
    AutoCloseable _ = feed.subscribe(this::changed);
  }

  /**
   * Watches over something open of the current caller.
   *
   * @param enter asks the authorizer again; throws the refusal
   * @param lost called once, from another thread, when the right has ended
   * @return to be closed when the open thing ends by itself
   */
  public Subscription watch(Callable<?> enter, Runnable lost) {
    return watch(CurrentCaller.principal(), enter, lost);
  }

  /** The same for somebody else than the current caller. */
  public Subscription watch(Principal principal, Callable<?> enter, Runnable lost) {
    var post =
        new GuardPost(
            principal,
            enter,
            lost,
            () -> authorizer.holdsUntil(principal).orElse(null),
            clock,
            atLatest,
            posts::remove);
    posts.add(post);
    post.start();
    return post;
  }

  /**
   * Watches over a subscription of the current caller: closes it, then says so.
   *
   * @return closes both
   */
  public Subscription over(Subscription open, Callable<?> enter, Runnable lost) {
    Subscription post =
        watch(
            enter,
            () -> {
              try {
                open.close();
              } finally {
                lost.run();
              }
            });
    return () -> {
      post.close();
      open.close();
    };
  }

  /** Whether anything of this person, or of a token they made, is watched over. */
  boolean watches(PersonId person) {
    return posts.stream()
        .anyMatch(post -> person.value().equals(person(post.principal().caller())));
  }

  private void changed(List<Change> changes) {
    if (posts.isEmpty()) {
      return;
    }
    for (Change change : changes) {
      for (GuardPost post : posts) {
        if (concerns(change, post.principal())) {
          post.ring();
        }
      }
    }
  }

  private static boolean concerns(Change change, Principal principal) {
    UUID object = change.object();
    if (OF_PEOPLE.contains(change.kind())) {
      return object.equals(person(principal.caller()));
    }
    return switch (change.kind()) {
      case "sign_in" -> Objects.equals(object, principal.signIn());
      case "api_token" -> Objects.equals(object, principal.token());
      default -> false;
    };
  }

  private static @Nullable UUID person(Caller caller) {
    return switch (caller) {
      case Caller.Person person -> person.id().value();
      case Caller.Token token -> token.owner().value();
      case Caller.Pod _, Caller.Build _, Caller.Outside _ -> null;
    };
  }
}
