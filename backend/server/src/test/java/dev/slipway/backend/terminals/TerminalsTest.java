package dev.slipway.backend.terminals;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.protocol.FromAgent;
import dev.slipway.protocol.TerminalEnded;
import dev.slipway.protocol.TerminalOpen;
import dev.slipway.protocol.TerminalOpened;
import dev.slipway.protocol.ToAgent;
import org.junit.jupiter.api.Test;

/** From the ticket over the real WebSocket to the node's real stream, and back. */
@ServerTest
class TerminalsTest extends TerminalSetup {
  @Test
  void whatIsTypedGoesToTheNodeAndWhatItShowsComesBack() {
    try (var socket = TestSocket.open(http, ticket())) {
      TerminalOpen asked = hearOpen();
      assertThat(asked.getPodId()).isEqualTo(pod.toString());
      assertThat(asked.getCommandList()).isEmpty();
      assertThat(asked.getSize().getColumns()).isEqualTo(100);
      socket.type("ls");
      say(of(asked).setOpened(TerminalOpened.getDefaultInstance()));
      assertThat(hear(ToAgent::hasTerminalInput).getTerminalInput().getData().toStringUtf8())
          .isEqualTo("ls");
      socket.type("\n");
      say(of(asked).setTaken(2));
      assertThat(hear(ToAgent::hasTerminalInput).getTerminalInput().getData().toStringUtf8())
          .isEqualTo("\n");
      say(of(asked).setOutput(ByteString.copyFromUtf8("app.py\r\n")));
      socket.sees("app.py");
      socket.say("{\"taken\": 8}");
      assertThat(hear(ToAgent::hasTerminalTaken).getTerminalTaken().getBytes()).isEqualTo(8);
      socket.say("{\"resize\": {\"columns\": 120, \"rows\": 40}}");
      assertThat(hear(ToAgent::hasTerminalResize).getTerminalResize().getSize().getRows())
          .isEqualTo(40);
      say(of(asked).setEnded(TerminalEnded.newBuilder().setReason("exited").setExitCode(3)));
      assertThat(socket.end()).contains("\"exitCode\":3", "\"reason\":\"exited\"");
    }
    assertThat(audit("terminals.ticket")).hasSize(1);
    assertThat(audit("terminals.open"))
        .singleElement()
        .asString()
        .contains("ok", pod.toString(), "Ada", "shop/production/web", "token");
    assertThat(closing())
        .singleElement()
        .asString()
        .contains("\"exitCode\":[null,3]", "\"reason\":[null,\"exited\"]", "seconds")
        .doesNotContain("app.py", "ls");
  }

  @Test
  void aTicketIsForOneUse() {
    String ticket = ticket();
    try (var socket = TestSocket.open(http, ticket)) {
      opened(socket);
      assertThat(TestSocket.refused(http, ticket)).isEqualTo(401);
    }
    assertThat(TestSocket.refused(http, "made-up")).isEqualTo(401);
    assertThat(TestSocket.refused(http, "")).isEqualTo(401);
  }

  @Test
  void aPageElsewhereOpensNothingAndUsesNoTicket() {
    String ticket = ticket();
    assertThat(TestSocket.refused(http, ticket, "Origin", "https://evil.example")).isEqualTo(403);
    assertThat(TestSocket.refused(http, ticket, "Origin", "null")).isEqualTo(403);
    assertThat(TestSocket.refused(http, ticket, "Origin", http.address() + "1")).isEqualTo(403);
    try (var socket = TestSocket.open(http, ticket, "Origin", http.address())) {
      opened(socket);
    }
  }

  @Test
  void aPodThatDoesNotRunIsSaidInASentence() {
    change("update pod set phase = 'EXITED' where id = '%s'".formatted(pod));
    TestHttp.Answer answer = http.post(path(), tenant.token(), "{}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("pod-not-running");
  }

  @Test
  void whatIsNoCommandIsRefused() {
    assertThat(http.post(path(), tenant.token(), "{\"command\": [\"\"]}").status()).isEqualTo(422);
    assertThat(http.post(path(), tenant.token(), "{\"command\": [\"a\\u0000b\"]}").status())
        .isIn(400, 422);
  }

  @Test
  void whoLeavesEndsWhatRuns() {
    var socket = TestSocket.open(http, ticket());
    TerminalOpen asked = opened(socket);
    socket.close();
    assertThat(hear(ToAgent::hasTerminalClose).getTerminalClose().getId()).isEqualTo(asked.getId());
    assertThat(closing()).singleElement().asString().contains("left");
  }

  @Test
  void aNodeThatGoesAwayEndsItsTerminals() {
    try (var socket = TestSocket.open(http, ticket())) {
      opened(socket);
      agent.disconnect();
      assertThat(socket.end()).contains("node-away");
    }
  }

  @Test
  void aNodeThatIsNotThereIsSaidAtOnce() {
    agent.disconnect();
    try (var socket = TestSocket.open(http, ticket())) {
      assertThat(socket.end()).contains("node-away");
    }
  }

  @Test
  void anotherNodeHasNoSayInIt() {
    try (var socket = TestSocket.open(http, ticket());
        var other = connect(agents.join())) {
      TerminalOpen asked = opened(socket);
      other.send(
          FromAgent.newBuilder()
              .setTerminal(of(asked).setOutput(ByteString.copyFromUtf8("made up")))
              .build());
      other.heartbeat();
      say(of(asked).setOutput(ByteString.copyFromUtf8("real")));
      socket.sees("real");
      say(of(asked).setEnded(TerminalEnded.newBuilder().setReason("exited")));
      assertThat(socket.end()).contains("exited");
    }
  }

  @Test
  void aNodeThatSendsMoreThanTheReaderTakesIsCutOff() {
    try (var socket = TestSocket.open(http, ticket())) {
      TerminalOpen asked = opened(socket);
      ByteString much = ByteString.copyFrom(new byte[16 << 10]);
      for (int i = 0; i < 17; i++) {
        say(of(asked).setOutput(much));
      }
      assertThat(socket.end()).contains("failed");
    }
  }
}
