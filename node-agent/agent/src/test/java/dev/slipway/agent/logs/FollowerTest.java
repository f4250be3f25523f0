package dev.slipway.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.slipway.protocol.LogLines;
import dev.slipway.protocol.LogRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowerTest {
  @Test
  void missesLinesRatherThanHoldingUpTheAppAndSaysHowMany() throws Exception {
    List<LogLines> told = new ArrayList<>();
    var request = LogRequest.newBuilder().setId("r").setAppId("a").setFollow(true).build();
    var follower =
        new Follower(
            request,
            lines -> {
              told.add(lines);
              if (told.stream().mapToInt(LogLines::getLinesCount).sum() == 2000) {
                Thread.currentThread().interrupt();
              }
            });
    for (int i = 0; i < 2500; i++) {
      follower.offer(new Entry(i, "c", "p", "n", false, "line " + i));
    }
    Thread thread = Thread.ofVirtual().start(() -> tell(follower));
    thread.join();
    assertThat(told.getFirst().getDropped()).isEqualTo(500);
    assertThat(told.stream().mapToLong(LogLines::getDropped).sum()).isEqualTo(500);
    assertThat(told.getLast().getLines(199).getText()).isEqualTo("line 1999");
  }

  private static void tell(Follower follower) {
    try {
      follower.tell(new Snapshot(List.of(), ByteString.EMPTY));
    } catch (Exception e) {
      assertThat(e).isInstanceOf(InterruptedException.class);
    }
  }
}
