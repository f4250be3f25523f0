package dev.slipway.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.PodToken;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokenRequestsTest {
  private static final byte[] NONE = {};

  private final AtomicReference<TokenRequests> requests = new AtomicReference<>();

  private void asked(PodToken.Builder answer, String id) {
    requests.get().answered(answer.setId(id).build());
  }

  @Test
  void theAnswerToTheQuestionIsGiven() throws Exception {
    requests.set(
        new TokenRequests(message -> {
          asked(PodToken.newBuilder().setToken("slpi_x"), message.getPodToken().getId());
          return true;
        }));
    assertThat(requests.get().ask("pod-1", NONE)).map(PodToken::getToken).hasValue("slpi_x");
  }

  @Test
  void theQuestionSaysWhichPodAndWhatItHas() throws Exception {
    var heard = new AtomicReference<FromAgent>();
    var asking =
        new TokenRequests(message -> {
          heard.set(message);
          return false;
        });
    assertThat(asking.ask("pod-1", new byte[] {1, 2})).isEmpty();
    assertThat(heard.get().getPodToken().getPodId()).isEqualTo("pod-1");
    assertThat(heard.get().getPodToken().getHeld().toByteArray()).containsExactly(1, 2);
  }

  @Test
  void withoutAConnectionNobodyWaits() throws Exception {
    assertThat(new TokenRequests(_ -> false).ask("pod-1", NONE)).isEmpty();
  }

  @Test
  void anAnswerToAnEarlierQuestionIsDropped() throws Exception {
    requests.set(
        new TokenRequests(message -> {
          asked(PodToken.newBuilder().setToken("slpi_late"), "an earlier one");
          asked(PodToken.newBuilder().setToken("slpi_new"), message.getPodToken().getId());
          return true;
        }));
    assertThat(requests.get().ask("pod-1", NONE)).map(PodToken::getToken).hasValue("slpi_new");
  }
}
