package dev.slipway.backend.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.api.logs.Subscription;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.Principal;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
  private final OpenStreams streams = new OpenStreams();

  @Test
  void theTwentyFirstOfOneCallerIsRefusedUntilOneIsClosed() throws Exception {
    Principal ada = somebody();
    var open = new ArrayList<Subscription>();
    for (int i = 0; i < 20; i++) {
      open.add(open(ada));
    }
    assertThatThrownBy(() -> open(ada))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.type()).isEqualTo("too-many-streams"));
    open(somebody()).close();
    open.getFirst().close();
    open.getFirst().close();
    open.add(open(ada));
    assertThatThrownBy(() -> open(ada)).isInstanceOf(Problem.class);
  }

  @Test
  void whatCouldNotBeOpenedTakesNoPlace() throws Exception {
    Principal ada = somebody();
    for (int i = 0; i < 30; i++) {
      assertThatThrownBy(() ->
              CurrentCaller.as(
                  ada,
                  () ->
                      streams.with(() -> {
                        throw Problem.notFound("organization");
                      })))
          .hasMessageContaining("no such organization");
    }
    open(ada).close();
  }

  private Subscription open(Principal who) throws Exception {
    return CurrentCaller.as(who, () -> streams.with(() -> () -> {}));
  }

  private static Principal somebody() {
    var person = new PersonId(UUID.randomUUID());
    return new Principal(new Caller.Person(person, "Ada", false), null, null);
  }
}
